import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MAILJET_RULES: readonly Rule[] = [
  vendorKey({
    id: "mailjet-api-key",
    kind: "MAILJET_KEY",
    description: "Mailjet API or secret key: sends mail in its owner's name",
    names: ["mailjet"],
    value: /[a-f0-9]{32}/,
    source: "https://dev.mailjet.com/email/reference/overview/authentication/",
    homes: ["api.mailjet.com"],
    examples: ["MAILJET_API_KEY=" + fake.hex(32), '{"mailjet_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "mailjet_id=" + fake.hex(32),
      "https://mailjet.test/items/" + fake.hex(32),
      "mailjet_key=" + fake.hex(10),
    ],
  }),
];
