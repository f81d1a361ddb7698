import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MAILERLITE_RULES: readonly Rule[] = [
  vendorKey({
    id: "mailerlite-api-key",
    kind: "MAILERLITE_KEY",
    description: "MailerLite API key: reads subscribers and sends mail",
    names: ["mailerlite"],
    value: /[a-f0-9]{32}/,
    source: "https://developers-classic.mailerlite.com/docs/authentication",
    homes: ["api.mailerlite.com", "connect.mailerlite.com"],
    examples: ["MAILERLITE_API_KEY=" + fake.hex(32), '{"mailerlite_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "mailerlite_id=" + fake.hex(32),
      "https://mailerlite.test/items/" + fake.hex(32),
      "mailerlite_key=" + fake.hex(10),
    ],
  }),
];
