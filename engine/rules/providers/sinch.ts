import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SINCH_RULES: readonly Rule[] = [
  vendorKey({
    id: "sinch-token",
    kind: "SINCH_TOKEN",
    description: "Sinch service plan token: sends messages at its owner's cost",
    names: ["sinch"],
    value: /[a-f0-9]{32}/,
    source: "https://developers.sinch.com/docs/sms/api-reference/authentication/",
    homes: ["*.sinch.com"],
    examples: ["SINCH_API_KEY=" + fake.hex(32), '{"sinch_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "sinch_id=" + fake.hex(32),
      "https://sinch.test/items/" + fake.hex(32),
      "sinch_key=" + fake.hex(10),
    ],
  }),
];
