import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SENDGRID_RULES: readonly Rule[] = [
  providerSecret({
    id: "sendgrid-api-key",
    kind: "SENDGRID_KEY",
    description: "SendGrid API key: sends mail in its owner's name",
    severity: "critical",
    keywords: ["sg."],
    pattern: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}(?![A-Za-z0-9_-])/,
    source: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
    homes: ["api.sendgrid.com", "*.sendgrid.com", "smtp.sendgrid.net"],
    examples: ["SG." + fake.base64url(22) + "." + fake.base64url(43)],
    nearMisses: ["SG." + fake.base64url(22), "MSG." + fake.base64url(22) + "." + fake.base64url(43)],
  }),
];
