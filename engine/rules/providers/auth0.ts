import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const AUTH0_RULES: readonly Rule[] = [
  vendorKey({
    id: "auth0-client-secret",
    kind: "AUTH_ZERO_SECRET",
    description: "Auth0 client secret: impersonates the application",
    severity: "critical",
    names: ["auth0"],
    value: /[A-Za-z0-9_-]{64}/,
    source: "https://auth0.com/docs/get-started/applications/application-settings",
    homes: ["*.auth0.com"],
    examples: ["AUTH0_API_KEY=" + fake.base64url(64, 2), '{"auth0_token": "' + fake.base64url(64, 5) + '"}'],
    nearMisses: [
      "auth0_id=" + fake.base64url(64, 2),
      "https://auth0.test/items/" + fake.base64url(64, 2),
      "auth0_key=" + fake.base64url(12, 2),
    ],
  }),
  vendorKey({
    id: "auth0-client-secret-short",
    kind: "AUTH_ZERO_SECRET",
    description: "Auth0 client secret of the older form: impersonates the application",
    names: ["auth0"],
    value: /[A-Za-z0-9_-]{32,48}/,
    source: "https://auth0.com/docs/get-started/applications/application-settings",
    homes: ["*.auth0.com"],
    examples: ["AUTH0_API_KEY=" + fake.base64url(36), '{"auth0_token": "' + fake.base64url(36, 5) + '"}'],
    nearMisses: [
      "auth0_id=" + fake.base64url(36),
      "https://auth0.test/items/" + fake.base64url(36),
      "auth0_key=" + fake.base64url(10),
    ],
  }),
];
