import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MONDAY_RULES: readonly Rule[] = [
  vendorKey({
    id: "monday-api-token",
    kind: "MONDAY_TOKEN",
    description: "monday.com token: reads and changes boards",
    names: ["monday"],
    value: /[A-Za-z0-9_-]{32,64}/,
    source: "https://developer.monday.com/api-reference/docs/authentication",
    homes: ["api.monday.com"],
    examples: ["MONDAY_API_KEY=" + fake.base64url(36), '{"monday_token": "' + fake.base64url(36, 5) + '"}'],
    nearMisses: [
      "monday_id=" + fake.base64url(36),
      "https://monday.test/items/" + fake.base64url(36),
      "monday_key=" + fake.base64url(10),
    ],
  }),
];
