import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MAILGUN_RULES: readonly Rule[] = [
  providerSecret({
    id: "mailgun-api-key",
    kind: "MAILGUN_KEY",
    description: "Mailgun API key: sends mail in its owner's name and reads its logs",
    keywords: ["key-"],
    pattern: /(?<![A-Za-z0-9_-])key-[0-9a-f]{32}(?![A-Za-z0-9])/,
    source: "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt",
    homes: ["api.mailgun.net", "*.mailgun.net"],
    examples: ["key-" + fake.hex(32)],
    nearMisses: ["key-" + fake.hex(10), "primary-key-" + fake.hex(32)],
  }),
  vendorKey({
    id: "mailgun-api-key-plain",
    kind: "MAILGUN_KEY",
    description: "Mailgun API key without its prefix: sends mail in its owner's name and reads its logs",
    names: ["mailgun"],
    value: /[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}/,
    source: "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt",
    homes: ["api.mailgun.net", "*.mailgun.net"],
    examples: [
      "MAILGUN_API_KEY=" + fake.hex(32) + "-" + fake.hex(8, 3) + "-" + fake.hex(8, 5),
      '{"mailgun_token": "' + fake.hex(32, 5) + "-" + fake.hex(8, 7) + "-" + fake.hex(8, 9) + '"}',
    ],
    nearMisses: [
      "mailgun_id=" + fake.hex(32) + "-" + fake.hex(8, 3) + "-" + fake.hex(8, 5),
      "https://mailgun.test/items/" + fake.hex(32) + "-" + fake.hex(8, 3) + "-" + fake.hex(8, 5),
      "mailgun_key=" + fake.hex(10) + "-" + fake.hex(2, 3) + "-" + fake.hex(2, 5),
    ],
  }),
];
