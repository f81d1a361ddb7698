import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const LINKEDIN_RULES: readonly Rule[] = [
  vendorKey({
    id: "linkedin-secret-legacy",
    kind: "LINKEDIN_SECRET",
    description: "LinkedIn client secret of the older form: impersonates the application",
    names: ["linkedin", "linked_in", "linked-in"],
    value: /[A-Za-z0-9]{16}/,
    source: "https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow",
    homes: ["*.linkedin.com"],
    examples: ["LINKEDIN_API_KEY=" + fake.alnum(16, 4), '{"linkedin_token": "' + fake.alnum(16, 5) + '"}'],
    nearMisses: [
      "linkedin_id=" + fake.alnum(16, 4),
      "https://linkedin.test/items/" + fake.alnum(16, 4),
      "linkedin_key=" + fake.alnum(5, 4),
    ],
  }),
  providerSecret({
    id: "linkedin-client-secret",
    kind: "LINKEDIN_SECRET",
    description: "LinkedIn client secret: impersonates the application",
    keywords: ["wpl_ap1."],
    pattern: /(?<![A-Za-z0-9])WPL_AP1\.[A-Za-z0-9]{16}\.[A-Za-z0-9+/]{4,8}={0,2}/,
    source: "https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow",
    homes: ["*.linkedin.com"],
    examples: ["WPL_AP1." + fake.alnum(16) + "." + fake.alnum(6) + "=="],
    nearMisses: ["WPL_AP1." + fake.alnum(5)],
  }),
];
