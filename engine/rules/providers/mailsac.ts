import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MAILSAC_RULES: readonly Rule[] = [
  providerSecret({
    id: "mailsac-key",
    kind: "MAILSAC_KEY",
    description: "Mailsac API key: reads mail of its owner's inboxes",
    keywords: ["k_"],
    pattern: /(?<![A-Za-z0-9_-])k_[A-Za-z0-9]{36,60}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.mailsac.com/en/latest/services/api/api.html",
    homes: ["mailsac.com"],
    examples: ["k_" + fake.alnum(40)],
    nearMisses: ["k_" + fake.alnum(12), "k_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
