import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const COVERALLS_RULES: readonly Rule[] = [
  vendorKey({
    id: "coveralls-token",
    kind: "COVERALLS_TOKEN",
    description: "Coveralls token: uploads coverage",
    severity: "medium",
    names: ["coveralls"],
    value: /[A-Za-z0-9_-]{32,40}/,
    source: "https://docs.coveralls.io/",
    homes: ["coveralls.io"],
    examples: [
      "COVERALLS_API_KEY=" + fake.base64url(36),
      '{"coveralls_token": "' + fake.base64url(36, 5) + '"}',
    ],
    nearMisses: [
      "coveralls_id=" + fake.base64url(36),
      "https://coveralls.test/items/" + fake.base64url(36),
      "coveralls_key=" + fake.base64url(10),
    ],
  }),
];
