import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ATLASSIAN_RULES: readonly Rule[] = [
  providerSecret({
    id: "atlassian-token",
    kind: "ATLASSIAN_TOKEN",
    description: "Atlassian API token: reads and changes Jira, Confluence or Bitbucket as its owner",
    severity: "critical",
    keywords: ["atatt3", "atctt3", "atbb", "atcTT3".toLowerCase()],
    pattern: /(?<![A-Za-z0-9])(?:AT[AC]TT3[A-Za-z0-9_=-]{60,250}|ATBB[A-Za-z0-9]{32}(?![A-Za-z0-9]))/,
    source:
      "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
    homes: ["*.atlassian.net", "*.atlassian.com", "api.bitbucket.org", "bitbucket.org"],
    examples: [
      "ATATT3xFfGF0" + fake.base64url(170) + "=" + fake.hex(8).toUpperCase(),
      "ATBB" + fake.alnum(32),
    ],
    nearMisses: ["ATATT3" + fake.alnum(10), "ATBB" + fake.alnum(8)],
  }),
  vendorKey({
    id: "atlassian-api-token-legacy",
    kind: "ATLASSIAN_TOKEN",
    description: "Atlassian API token of the older form: reads and changes Jira or Confluence as its owner",
    names: ["atlassian", "jira", "confluence"],
    value: /[A-Za-z0-9]{24}/,
    source:
      "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
    homes: ["*.atlassian.net", "*.atlassian.com"],
    examples: ["ATLASSIAN_API_KEY=" + fake.alnum(24, 2), '{"atlassian_token": "' + fake.alnum(24, 6) + '"}'],
    nearMisses: [
      "atlassian_id=" + fake.alnum(24, 2),
      "https://atlassian.test/items/" + fake.alnum(24, 2),
      "atlassian_key=" + fake.alnum(8, 2),
    ],
  }),
];
