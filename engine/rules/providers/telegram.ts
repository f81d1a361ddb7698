import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TELEGRAM_RULES: readonly Rule[] = [
  providerSecret({
    id: "telegram-bot-token",
    kind: "TELEGRAM_TOKEN",
    description: "Telegram bot token: reads and writes as the bot",
    severity: "critical",
    keywords: [":a"],
    pattern: /(?:(?<![A-Za-z0-9_])|(?<=bot))\d{5,16}:A[A-Za-z0-9_-]{34}(?![A-Za-z0-9_-])/,
    lead: 16,
    publicPrefix: false,
    source: "https://core.telegram.org/bots/api#authorizing-your-bot",
    homes: ["api.telegram.org"],
    examples: [
      fake.digits(10) + ":AA" + fake.base64url(33),
      "https://api.telegram.test/bot" + fake.digits(9) + ":AA" + fake.base64url(33, 2) + "/getMe",
    ],
    nearMisses: [fake.digits(10) + ":AA" + fake.base64url(10), "xsd:Agency" + fake.letters(30)],
  }),
];
