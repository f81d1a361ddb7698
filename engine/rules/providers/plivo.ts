import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PLIVO_RULES: readonly Rule[] = [
  vendorKey({
    id: "plivo-auth-token",
    kind: "PLIVO_TOKEN",
    description: "Plivo auth token: sends messages and calls at its owner's cost",
    names: ["plivo"],
    value: /[A-Za-z0-9]{40}/,
    source: "https://www.plivo.com/docs/",
    homes: ["api.plivo.com"],
    examples: ["PLIVO_API_KEY=" + fake.alnum(40), '{"plivo_token": "' + fake.alnum(40, 5) + '"}'],
    nearMisses: [
      "plivo_id=" + fake.alnum(40),
      "https://plivo.test/items/" + fake.alnum(40),
      "plivo_key=" + fake.alnum(12),
    ],
  }),
];
