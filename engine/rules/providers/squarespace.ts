import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SQUARESPACE_RULES: readonly Rule[] = [
  vendorKey({
    id: "squarespace-token",
    kind: "SQUARESPACE_TOKEN",
    description: "Squarespace API key: reads and changes orders",
    names: ["squarespace"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://developers.squarespace.com/commerce-apis/authentication-and-permissions",
    homes: ["api.squarespace.com"],
    examples: ["SQUARESPACE_API_KEY=" + fake.uuid(), '{"squarespace_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "squarespace_id=" + fake.uuid(),
      "https://squarespace.test/items/" + fake.uuid(),
      "squarespace_key=" + fake.hex(8),
    ],
  }),
];
