import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CLEARBIT_RULES: readonly Rule[] = [
  vendorKey({
    id: "clearbit-api-key",
    kind: "CLEARBIT_KEY",
    description: "Clearbit API key: looks up people at its owner's cost",
    severity: "medium",
    names: ["clearbit"],
    value: /sk_[a-f0-9]{32}/,
    source: "https://dashboard.clearbit.com/docs",
    homes: ["*.clearbit.com"],
    examples: [
      "CLEARBIT_API_KEY=" + "sk_" + fake.hex(32, 2),
      '{"clearbit_token": "' + "sk_" + fake.hex(32, 6) + '"}',
    ],
    nearMisses: [
      "clearbit_id=" + "sk_" + fake.hex(32, 2),
      "https://clearbit.test/items/" + "sk_" + fake.hex(32, 2),
      "clearbit_key=" + "sk_" + fake.hex(10, 2),
    ],
  }),
];
