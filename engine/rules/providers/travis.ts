import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TRAVIS_RULES: readonly Rule[] = [
  vendorKey({
    id: "travis-token",
    kind: "TRAVIS_TOKEN",
    description: "Travis CI token: runs builds and reads their settings",
    names: ["travis"],
    value: /[A-Za-z0-9_-]{22}/,
    source: "https://developer.travis-ci.com/authentication",
    homes: ["api.travis-ci.com", "*.travis-ci.com"],
    examples: ["TRAVIS_API_KEY=" + fake.base64url(22), '{"travis_token": "' + fake.base64url(22, 8) + '"}'],
    nearMisses: [
      "travis_id=" + fake.base64url(22),
      "https://travis.test/items/" + fake.base64url(22),
      "travis_key=" + fake.base64url(7),
    ],
  }),
];
