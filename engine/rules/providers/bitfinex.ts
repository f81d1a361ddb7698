import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BITFINEX_RULES: readonly Rule[] = [
  vendorKey({
    id: "bitfinex-key",
    kind: "BITFINEX_KEY",
    description: "Bitfinex API key or secret: reads and moves crypto money",
    severity: "critical",
    names: ["bitfinex"],
    value: /[A-Za-z0-9_-]{43}/,
    source: "https://docs.bitfinex.com/docs/rest-auth",
    homes: ["api.bitfinex.com"],
    examples: [
      "BITFINEX_API_KEY=" + fake.base64url(43),
      '{"bitfinex_token": "' + fake.base64url(43, 7) + '"}',
    ],
    nearMisses: [
      "bitfinex_id=" + fake.base64url(43),
      "https://bitfinex.test/items/" + fake.base64url(43),
      "bitfinex_key=" + fake.base64url(12),
    ],
  }),
];
