import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SALESFORCE_RULES: readonly Rule[] = [
  providerSecret({
    id: "salesforce-session",
    kind: "SALESFORCE_TOKEN",
    description: "Salesforce access token: reads and changes records as its owner",
    severity: "critical",
    // Organisation ids begin with 00D; the exclamation mark joins id and token.
    keywords: ["00d"],
    pattern: /(?<![A-Za-z0-9])00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?![A-Za-z0-9._]{60,200}(?![A-Za-z0-9._])/,
    publicPrefix: false,
    source:
      "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_oauth_and_connected_apps.htm",
    homes: ["*.salesforce.com", "*.force.com"],
    examples: ["00D" + fake.alnum(12) + "!AQ" + fake.alnum(94)],
    nearMisses: ["00D" + fake.alnum(12), "00D" + fake.alnum(12) + "!" + fake.alnum(10)],
  }),
];
