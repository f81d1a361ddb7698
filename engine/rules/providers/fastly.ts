import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const FASTLY_RULES: readonly Rule[] = [
  vendorKey({
    id: "fastly-api-token",
    kind: "FASTLY_TOKEN",
    description: "Fastly API token: changes and purges what sites serve",
    severity: "critical",
    names: ["fastly"],
    value: /[A-Za-z0-9_-]{32}/,
    source: "https://www.fastly.com/documentation/guides/account-info/account-management/using-api-tokens/",
    homes: ["api.fastly.com"],
    examples: ["FASTLY_API_KEY=" + fake.base64url(32), '{"fastly_token": "' + fake.base64url(32, 5) + '"}'],
    nearMisses: [
      "fastly_id=" + fake.base64url(32),
      "https://fastly.test/items/" + fake.base64url(32),
      "fastly_key=" + fake.base64url(10),
    ],
  }),
];
