import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const COINBASE_RULES: readonly Rule[] = [
  vendorKey({
    id: "coinbase-token",
    kind: "COINBASE_TOKEN",
    description: "Coinbase access token or key: reads and moves crypto money",
    severity: "critical",
    names: ["coinbase"],
    value: /[A-Za-z0-9_-]{64}/,
    source: "https://docs.cdp.coinbase.com/",
    homes: ["api.coinbase.com", "*.coinbase.com"],
    examples: [
      "COINBASE_API_KEY=" + fake.base64url(64, 2),
      '{"coinbase_token": "' + fake.base64url(64, 5) + '"}',
    ],
    nearMisses: [
      "coinbase_id=" + fake.base64url(64, 2),
      "https://coinbase.test/items/" + fake.base64url(64, 2),
      "coinbase_key=" + fake.base64url(12, 2),
    ],
  }),
  vendorKey({
    id: "coinbase-api-key",
    kind: "COINBASE_TOKEN",
    description: "Coinbase API key: reads or moves crypto money",
    names: ["coinbase"],
    value: /[A-Za-z0-9]{16}/,
    source: "https://docs.cdp.coinbase.com/",
    homes: ["api.coinbase.com", "*.coinbase.com"],
    examples: ["COINBASE_API_KEY=" + fake.alnum(16, 4), '{"coinbase_token": "' + fake.alnum(16, 5) + '"}'],
    nearMisses: [
      "coinbase_id=" + fake.alnum(16, 4),
      "https://coinbase.test/items/" + fake.alnum(16, 4),
      "coinbase_key=" + fake.alnum(5, 4),
    ],
  }),
];
