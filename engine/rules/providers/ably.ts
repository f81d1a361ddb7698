import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ABLY_RULES: readonly Rule[] = [
  vendorKey({
    id: "ably-api-key",
    kind: "ABLY_KEY",
    description: "Ably API key: sends into channels and reads them",
    names: ["ably"],
    value: /[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{43}/,
    source: "https://ably.com/docs/auth",
    homes: ["*.ably.io", "*.ably.com"],
    examples: [
      "ABLY_API_KEY=" + fake.base64url(6, 3) + "." + fake.base64url(6, 3) + ":" + fake.base64url(43, 7),
      '{"ably_token": "' + fake.base64url(6, 5) + "." + fake.base64url(6, 8) + ":" + fake.base64url(43, 10) +
      '"}',
    ],
    nearMisses: [
      "ably_id=" + fake.base64url(6, 3) + "." + fake.base64url(6, 3) + ":" + fake.base64url(43, 7),
      "https://ably.test/items/" + fake.base64url(6, 3) + "." + fake.base64url(6, 3) + ":" +
      fake.base64url(43, 7),
      "ably_key=" + fake.base64url(2, 3) + "." + fake.base64url(2, 3) + ":" + fake.base64url(12, 7),
    ],
  }),
];
