import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const OKTA_RULES: readonly Rule[] = [
  vendorKey({
    id: "okta-api-token",
    kind: "OKTA_TOKEN",
    description: "Okta API token: manages people, groups and applications as its owner",
    severity: "critical",
    names: ["okta", "ssws"],
    value: /00[A-Za-z0-9_-]{40}/,
    source: "https://developer.okta.com/docs/guides/create-an-api-token/",
    homes: ["*.okta.com", "*.oktapreview.com", "*.okta-emea.com"],
    examples: [
      "OKTA_API_KEY=" + "00" + fake.base64url(40, 2),
      '{"okta_token": "' + "00" + fake.base64url(40, 6) + '"}',
    ],
    nearMisses: [
      "okta_id=" + "00" + fake.base64url(40, 2),
      "https://okta.test/items/" + "00" + fake.base64url(40, 2),
      "okta_key=" + "00" + fake.base64url(12, 2),
    ],
  }),
];
