import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const FACEBOOK_RULES: readonly Rule[] = [
  providerSecret({
    id: "facebook-access-token",
    kind: "FACEBOOK_TOKEN",
    description: "Facebook access token: acts as a person, page or app",
    severity: "critical",
    keywords: ["eaac", "eaam", "eaab", "eaaa", "eaag", "eaae", "eaad", "eaaf"],
    pattern: /(?<![A-Za-z0-9])EAA[A-Z][A-Za-z0-9]{80,300}(?![A-Za-z0-9])/,
    publicPrefix: false,
    source: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens",
    homes: ["graph.facebook.com", "*.facebook.com", "graph.instagram.com"],
    examples: ["EAAC" + fake.alnum(150)],
    nearMisses: ["EAAC" + fake.alnum(20)],
  }),
  vendorKey({
    id: "facebook-app-secret",
    kind: "FACEBOOK_SECRET",
    description: "Facebook app secret: impersonates the application",
    severity: "critical",
    names: ["facebook", "fb_app", "fb-app", "fbapp", "meta_app"],
    value: /[a-f0-9]{32}/,
    source: "https://developers.facebook.com/docs/facebook-login/security/",
    homes: ["graph.facebook.com", "*.facebook.com"],
    examples: ["FACEBOOK_API_KEY=" + fake.hex(32), '{"facebook_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "facebook_id=" + fake.hex(32),
      "https://facebook.test/items/" + fake.hex(32),
      "facebook_key=" + fake.hex(10),
    ],
  }),
];
