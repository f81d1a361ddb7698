import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const FIGMA_RULES: readonly Rule[] = [
  providerSecret({
    id: "figma-token",
    kind: "FIGMA_TOKEN",
    description: "Figma personal access token: reads its owner's files",
    keywords: ["figd_", "figo_", "figoc_"],
    pattern: /(?<![A-Za-z0-9])fig(?:d|o|oc)_[A-Za-z0-9_-]{40,60}(?![A-Za-z0-9_-])/,
    source: "https://www.figma.com/developers/api#access-tokens",
    homes: ["api.figma.com"],
    examples: ["figd_" + fake.base64url(43)],
    nearMisses: ["figd_abc"],
  }),
  vendorKey({
    id: "figma-token-legacy",
    kind: "FIGMA_TOKEN",
    description: "Figma access token of the older form: reads its owner's files",
    names: ["figma"],
    value: /[a-z0-9]{6}-[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://www.figma.com/developers/api#access-tokens",
    homes: ["api.figma.com"],
    examples: [
      "FIGMA_API_KEY=" + fake.lower(6) + "-" + fake.uuid(),
      '{"figma_token": "' + fake.lower(6, 5) + "-" + fake.uuid(5) + '"}',
    ],
    nearMisses: [
      "figma_id=" + fake.lower(6) + "-" + fake.uuid(),
      "https://figma.test/items/" + fake.lower(6) + "-" + fake.uuid(),
      "figma_key=" + fake.lower(2) + "-" + fake.hex(8),
    ],
  }),
];
