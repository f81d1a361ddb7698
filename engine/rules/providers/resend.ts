import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const RESEND_RULES: readonly Rule[] = [
  providerSecret({
    id: "resend-api-key",
    kind: "RESEND_KEY",
    description: "Resend API key: sends mail in its owner's name",
    keywords: ["re_"],
    pattern: /(?<![A-Za-z0-9_-])re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://resend.com/docs/api-reference/introduction",
    homes: ["api.resend.com"],
    examples: ["re_" + fake.alnum(8) + "_" + fake.alnum(24, 3)],
    nearMisses: ["re_" + fake.alnum(2) + "_" + fake.alnum(8, 3), "re_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
