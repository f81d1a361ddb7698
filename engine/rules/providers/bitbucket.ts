import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BITBUCKET_RULES: readonly Rule[] = [
  vendorKey({
    id: "bitbucket-client-secret",
    kind: "BITBUCKET_SECRET",
    description: "Bitbucket OAuth consumer secret: reads and changes repositories",
    names: ["bitbucket"],
    value: /[A-Za-z0-9_-]{32,64}/,
    source: "https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/",
    homes: ["api.bitbucket.org", "bitbucket.org"],
    examples: [
      "BITBUCKET_API_KEY=" + fake.base64url(36),
      '{"bitbucket_token": "' + fake.base64url(36, 5) + '"}',
    ],
    nearMisses: [
      "bitbucket_id=" + fake.base64url(36),
      "https://bitbucket.test/items/" + fake.base64url(36),
      "bitbucket_key=" + fake.base64url(10),
    ],
  }),
];
