import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MESSAGEBIRD_RULES: readonly Rule[] = [
  vendorKey({
    id: "messagebird-access-key",
    kind: "MESSAGEBIRD_KEY",
    description: "MessageBird access key: sends messages and calls at its owner's cost",
    names: ["messagebird", "message_bird", "message-bird"],
    value: /[A-Za-z0-9]{25}/,
    source: "https://developers.messagebird.com/api/#authentication",
    homes: ["rest.messagebird.com", "*.messagebird.com"],
    examples: ["MESSAGEBIRD_API_KEY=" + fake.alnum(25), '{"messagebird_token": "' + fake.alnum(25, 8) + '"}'],
    nearMisses: [
      "messagebird_id=" + fake.alnum(25),
      "https://messagebird.test/items/" + fake.alnum(25),
      "messagebird_key=" + fake.alnum(8),
    ],
  }),
];
