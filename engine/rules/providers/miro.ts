import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MIRO_RULES: readonly Rule[] = [
  vendorKey({
    id: "miro-token",
    kind: "MIRO_TOKEN",
    description: "Miro access token: reads and changes boards",
    names: ["miro"],
    value: /[A-Za-z0-9_-]{27}/,
    source: "https://developers.miro.com/docs/rest-api-build-your-first-hello-world-app",
    homes: ["api.miro.com"],
    examples: ["MIRO_API_KEY=" + fake.base64url(27, 3), '{"miro_token": "' + fake.base64url(27, 5) + '"}'],
    nearMisses: [
      "miro_id=" + fake.base64url(27, 3),
      "https://miro.test/items/" + fake.base64url(27, 3),
      "miro_key=" + fake.base64url(9, 3),
    ],
  }),
];
