import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SECURITYTRAILS_RULES: readonly Rule[] = [
  vendorKey({
    id: "securitytrails-key",
    kind: "SECURITYTRAILS_KEY",
    description: "SecurityTrails key: reads DNS history at its owner's cost",
    severity: "medium",
    names: ["securitytrails"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://docs.securitytrails.com/docs/overview",
    homes: ["api.securitytrails.com"],
    examples: [
      "SECURITYTRAILS_API_KEY=" + fake.alnum(32, 2),
      '{"securitytrails_token": "' + fake.alnum(32, 5) + '"}',
    ],
    nearMisses: [
      "securitytrails_id=" + fake.alnum(32, 2),
      "https://securitytrails.test/items/" + fake.alnum(32, 2),
      "securitytrails_key=" + fake.alnum(10, 2),
    ],
  }),
];
