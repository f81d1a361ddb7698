import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const INTERCOM_RULES: readonly Rule[] = [
  providerSecret({
    id: "intercom-access-token",
    kind: "INTERCOM_TOKEN",
    description: "Intercom access token: reads conversations and the people in them",
    keywords: ["dg9ro"],
    pattern: /(?<![A-Za-z0-9])dG9rO[A-Za-z0-9+/]{50,59}(?![A-Za-z0-9])/,
    source: "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication",
    homes: ["api.intercom.io", "*.intercom.io"],
    examples: ["dG9rO" + fake.base64(53)],
    nearMisses: ["dG9rO" + fake.base64(12), "dG9rOxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "intercom-token-legacy",
    kind: "INTERCOM_TOKEN",
    description: "Intercom token: reads conversations and the people in them",
    names: ["intercom"],
    value: /[A-Za-z0-9_-]{60}/,
    source: "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication",
    homes: ["api.intercom.io", "*.intercom.io"],
    examples: [
      "INTERCOM_API_KEY=" + fake.base64url(60),
      '{"intercom_token": "' + fake.base64url(60, 5) + '"}',
    ],
    nearMisses: [
      "intercom_id=" + fake.base64url(60),
      "https://intercom.test/items/" + fake.base64url(60),
      "intercom_key=" + fake.base64url(12),
    ],
  }),
];
