import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ALCHEMY_RULES: readonly Rule[] = [
  providerSecret({
    id: "alchemy-auth-token",
    kind: "ALCHEMY_TOKEN",
    description: "Alchemy auth token: calls chains at its owner's cost",
    severity: "medium",
    keywords: ["alcht_"],
    pattern: /(?<![A-Za-z0-9])alcht_[A-Za-z0-9]{30}(?![A-Za-z0-9])/,
    source: "https://www.alchemy.com/docs/how-to-create-access-keys",
    homes: ["*.alchemy.com"],
    examples: ["alcht_" + fake.alnum(30)],
    nearMisses: ["alcht_" + fake.alnum(10), "alcht_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "alchemy-api-key",
    kind: "ALCHEMY_KEY",
    description: "Alchemy API key: calls chains at its owner's cost",
    severity: "medium",
    names: ["alchemy"],
    value: /[A-Za-z0-9_-]{32}/,
    source: "https://www.alchemy.com/docs/how-to-create-access-keys",
    homes: ["*.alchemy.com"],
    examples: ["ALCHEMY_API_KEY=" + fake.base64url(32), '{"alchemy_token": "' + fake.base64url(32, 5) + '"}'],
    nearMisses: [
      "alchemy_id=" + fake.base64url(32),
      "https://alchemy.test/items/" + fake.base64url(32),
      "alchemy_key=" + fake.base64url(10),
    ],
  }),
];
