import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const BREVO_RULES: readonly Rule[] = [
  providerSecret({
    id: "brevo-api-key",
    kind: "BREVO_KEY",
    description: "Brevo (Sendinblue) API key: sends mail and reads contacts",
    keywords: ["xkeysib-", "xsmtpsib-"],
    pattern: /x(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}(?![A-Za-z0-9])/,
    source: "https://developers.brevo.com/docs/getting-started",
    homes: ["api.brevo.com", "api.sendinblue.com"],
    examples: ["xkeysib-" + fake.hex(64) + "-" + fake.alnum(16)],
    nearMisses: ["xkeysib-" + fake.hex(20)],
  }),
];
