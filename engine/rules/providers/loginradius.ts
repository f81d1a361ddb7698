import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const LOGINRADIUS_RULES: readonly Rule[] = [
  vendorKey({
    id: "loginradius-key",
    kind: "LOGINRADIUS_KEY",
    description: "LoginRadius key or secret: reads people and signs them in",
    names: ["loginradius"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://www.loginradius.com/docs/api/",
    homes: ["api.loginradius.com"],
    examples: ["LOGINRADIUS_API_KEY=" + fake.uuid(), '{"loginradius_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "loginradius_id=" + fake.uuid(),
      "https://loginradius.test/items/" + fake.uuid(),
      "loginradius_key=" + fake.hex(8),
    ],
  }),
];
