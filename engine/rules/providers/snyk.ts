import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SNYK_RULES: readonly Rule[] = [
  providerSecret({
    id: "snyk-uat-token",
    kind: "SNYK_TOKEN",
    description: "Snyk personal access or service account token: reads projects and their weaknesses",
    keywords: ["snyk_uat.", "snyk_sat."],
    pattern: /(?<![A-Za-z0-9])(?:snyk_uat\.|snyk_sat\.)[a-f0-9]{8}\.[A-Za-z0-9_-]{60,1400}(?![A-Za-z0-9_-])/,
    source: "https://docs.snyk.io/snyk-api/authentication-for-api",
    homes: ["api.snyk.io", "*.snyk.io"],
    examples: [
      "snyk_uat." + fake.hex(8) + "." + fake.base64url(64, 3),
      "token: snyk_sat." + fake.hex(8, 3) + "." + fake.base64url(64, 5),
    ],
    nearMisses: [
      "snyk_uat." + fake.hex(2) + "." + fake.base64url(12, 3),
      "snyk_uat.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
  vendorKey({
    id: "snyk-api-token",
    kind: "SNYK_TOKEN",
    description: "Snyk API token: reads projects and their weaknesses",
    names: ["snyk"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.snyk.io/snyk-api/authentication-for-api",
    homes: ["api.snyk.io", "*.snyk.io"],
    examples: ["SNYK_API_KEY=" + fake.uuid(), '{"snyk_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "snyk_id=" + fake.uuid(),
      "https://snyk.test/items/" + fake.uuid(),
      "snyk_key=" + fake.hex(8),
    ],
  }),
];
