import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MINDMEISTER_RULES: readonly Rule[] = [
  vendorKey({
    id: "mindmeister-token",
    kind: "MINDMEISTER_TOKEN",
    description: "MindMeister API key or token: reads and changes maps",
    severity: "medium",
    names: ["mindmeister"],
    value: /[A-Za-z0-9_-]{43}/,
    source: "https://developers.mindmeister.com/",
    homes: ["www.mindmeister.com"],
    examples: [
      "MINDMEISTER_API_KEY=" + fake.base64url(43),
      '{"mindmeister_token": "' + fake.base64url(43, 7) + '"}',
    ],
    nearMisses: [
      "mindmeister_id=" + fake.base64url(43),
      "https://mindmeister.test/items/" + fake.base64url(43),
      "mindmeister_key=" + fake.base64url(12),
    ],
  }),
];
