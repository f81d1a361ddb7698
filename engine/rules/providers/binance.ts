import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BINANCE_RULES: readonly Rule[] = [
  vendorKey({
    id: "binance-key",
    kind: "BINANCE_KEY",
    description: "Binance API or secret key: reads and moves crypto money",
    severity: "critical",
    names: ["binance"],
    value: /[A-Za-z0-9]{64}/,
    source: "https://developers.binance.com/docs/binance-spot-api-docs/rest-api",
    homes: ["api.binance.com", "*.binance.com"],
    examples: ["BINANCE_API_KEY=" + fake.alnum(64), '{"binance_token": "' + fake.alnum(64, 5) + '"}'],
    nearMisses: [
      "binance_id=" + fake.alnum(64),
      "https://binance.test/items/" + fake.alnum(64),
      "binance_key=" + fake.alnum(12),
    ],
  }),
];
