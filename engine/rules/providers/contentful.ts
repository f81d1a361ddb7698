import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CONTENTFUL_RULES: readonly Rule[] = [
  providerSecret({
    id: "contentful-management-token",
    kind: "CONTENTFUL_TOKEN",
    description: "Contentful personal access token: reads and changes content",
    keywords: ["cfpat-"],
    pattern: /(?<![A-Za-z0-9])CFPAT-[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/,
    source: "https://www.contentful.com/developers/docs/references/authentication/",
    homes: ["api.contentful.com", "*.contentful.com"],
    examples: ["CFPAT-" + fake.base64url(43)],
    nearMisses: ["CFPAT-" + fake.base64url(12), "CFPAT-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "contentful-delivery-token",
    kind: "CONTENTFUL_TOKEN",
    description: "Contentful delivery or preview token: reads content, drafts included",
    severity: "medium",
    names: ["contentful"],
    value: /[A-Za-z0-9_-]{43}/,
    source: "https://www.contentful.com/developers/docs/references/authentication/",
    homes: ["*.contentful.com"],
    examples: [
      "CONTENTFUL_API_KEY=" + fake.base64url(43),
      '{"contentful_token": "' + fake.base64url(43, 7) + '"}',
    ],
    nearMisses: [
      "contentful_id=" + fake.base64url(43),
      "https://contentful.test/items/" + fake.base64url(43),
      "contentful_key=" + fake.base64url(12),
    ],
  }),
];
