import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BLOCKNATIVE_RULES: readonly Rule[] = [
  vendorKey({
    id: "blocknative-api-key",
    kind: "BLOCKNATIVE_KEY",
    description: "Blocknative API key: reads chains at its owner's limit",
    severity: "medium",
    names: ["blocknative"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.blocknative.com/",
    homes: ["api.blocknative.com"],
    examples: ["BLOCKNATIVE_API_KEY=" + fake.uuid(), '{"blocknative_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "blocknative_id=" + fake.uuid(),
      "https://blocknative.test/items/" + fake.uuid(),
      "blocknative_key=" + fake.hex(8),
    ],
  }),
];
