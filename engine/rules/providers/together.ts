import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TOGETHER_RULES: readonly Rule[] = [
  providerSecret({
    id: "together-api-key",
    kind: "TOGETHER_KEY",
    description: "Together AI API key: runs models at its owner's cost",
    keywords: ["tgp_v1_"],
    pattern: /(?<![A-Za-z0-9])tgp_v1_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/,
    source: "https://docs.together.ai/docs/quickstart",
    homes: ["api.together.xyz", "api.together.ai"],
    examples: ["tgp_v1_" + fake.base64url(43)],
    nearMisses: ["tgp_v1_" + fake.base64url(12), "tgp_v1_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "together-api-key-legacy",
    kind: "TOGETHER_KEY",
    description: "Together AI API key of the older form: runs models at its owner's cost",
    names: ["together_", "togetherai", "together-"],
    value: /[a-f0-9]{64}/,
    source: "https://docs.together.ai/docs/quickstart",
    homes: ["api.together.xyz"],
    examples: ["TOGETHER_API_KEY=" + fake.hex(64), '{"together_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "together_id=" + fake.hex(64),
      "https://together.test/items/" + fake.hex(64),
      "together_key=" + fake.hex(12),
    ],
  }),
];
