import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MAILCHIMP_RULES: readonly Rule[] = [
  providerSecret({
    id: "mailchimp-api-key",
    kind: "MAILCHIMP_KEY",
    description: "Mailchimp API key: reads audiences and sends mail",
    keywords: ["-us1", "-us2", "-us3", "-us4", "-us5", "-us6", "-us7", "-us8", "-us9"],
    pattern: /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9])/,
    lead: 33,
    publicPrefix: false,
    source: "https://mailchimp.com/developer/marketing/guides/quick-start/",
    homes: ["*.api.mailchimp.com", "mandrillapp.com"],
    examples: [fake.hex(32) + "-us12"],
    nearMisses: [fake.hex(20) + "-us12", "region-us1"],
  }),
];
