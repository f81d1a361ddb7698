import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MAILERSEND_RULES: readonly Rule[] = [
  providerSecret({
    id: "mailersend-token",
    kind: "MAILERSEND_TOKEN",
    description: "MailerSend API token: sends mail in its owner's name",
    keywords: ["mlsn."],
    pattern: /(?<![A-Za-z0-9])mlsn\.[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://developers.mailersend.com/general.html#authentication",
    homes: ["api.mailersend.com"],
    examples: ["mlsn." + fake.hex(64)],
    nearMisses: ["mlsn." + fake.hex(12), "mlsn.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
