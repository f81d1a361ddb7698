import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const UNSPLASH_RULES: readonly Rule[] = [
  vendorKey({
    id: "unsplash-key",
    kind: "UNSPLASH_KEY",
    description: "Unsplash access or secret key: calls the API as the application",
    severity: "medium",
    names: ["unsplash"],
    value: /[A-Za-z0-9_-]{43}/,
    source: "https://unsplash.com/documentation",
    homes: ["api.unsplash.com"],
    examples: [
      "UNSPLASH_API_KEY=" + fake.base64url(43),
      '{"unsplash_token": "' + fake.base64url(43, 7) + '"}',
    ],
    nearMisses: [
      "unsplash_id=" + fake.base64url(43),
      "https://unsplash.test/items/" + fake.base64url(43),
      "unsplash_key=" + fake.base64url(12),
    ],
  }),
];
