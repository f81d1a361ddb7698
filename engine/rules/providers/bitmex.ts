import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BITMEX_RULES: readonly Rule[] = [
  vendorKey({
    id: "bitmex-secret",
    kind: "BITMEX_KEY",
    description: "BitMEX API secret: reads and moves crypto money",
    severity: "critical",
    names: ["bitmex"],
    value: /[A-Za-z0-9_-]{48}/,
    source: "https://www.bitmex.com/app/apiKeys",
    homes: ["www.bitmex.com"],
    examples: ["BITMEX_API_KEY=" + fake.base64url(48), '{"bitmex_token": "' + fake.base64url(48, 5) + '"}'],
    nearMisses: [
      "bitmex_id=" + fake.base64url(48),
      "https://bitmex.test/items/" + fake.base64url(48),
      "bitmex_key=" + fake.base64url(12),
    ],
  }),
  vendorKey({
    id: "bitmex-api-key",
    kind: "BITMEX_KEY",
    description: "BitMEX API key: names the secret that moves crypto money",
    names: ["bitmex"],
    value: /[A-Za-z0-9_-]{24}/,
    source: "https://www.bitmex.com/app/apiKeys",
    homes: ["www.bitmex.com"],
    examples: [
      "BITMEX_API_KEY=" + fake.base64url(24, 4),
      '{"bitmex_token": "' + fake.base64url(24, 9) + '"}',
    ],
    nearMisses: [
      "bitmex_id=" + fake.base64url(24, 4),
      "https://bitmex.test/items/" + fake.base64url(24, 4),
      "bitmex_key=" + fake.base64url(8, 4),
    ],
  }),
];
