import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CONVERTKIT_RULES: readonly Rule[] = [
  vendorKey({
    id: "convertkit-api-key",
    kind: "CONVERTKIT_KEY",
    description: "Kit (ConvertKit) API key or secret: reads subscribers and sends mail",
    severity: "medium",
    names: ["convertkit"],
    value: /[A-Za-z0-9_-]{22,43}/,
    source: "https://developers.kit.com/v3",
    homes: ["api.convertkit.com", "api.kit.com"],
    examples: [
      "CONVERTKIT_API_KEY=" + fake.base64url(25, 2),
      '{"convertkit_token": "' + fake.base64url(25, 5) + '"}',
    ],
    nearMisses: [
      "convertkit_id=" + fake.base64url(25, 2),
      "https://convertkit.test/items/" + fake.base64url(25, 2),
      "convertkit_key=" + fake.base64url(7, 2),
    ],
  }),
];
