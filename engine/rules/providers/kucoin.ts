import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const KUCOIN_RULES: readonly Rule[] = [
  vendorKey({
    id: "kucoin-secret",
    kind: "KUCOIN_KEY",
    description: "KuCoin API key or secret: reads and moves crypto money",
    severity: "critical",
    names: ["kucoin"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://www.kucoin.com/docs-new/authentication",
    homes: ["api.kucoin.com"],
    examples: ["KUCOIN_API_KEY=" + fake.uuid(), '{"kucoin_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "kucoin_id=" + fake.uuid(),
      "https://kucoin.test/items/" + fake.uuid(),
      "kucoin_key=" + fake.hex(8),
    ],
  }),
  vendorKey({
    id: "kucoin-api-key",
    kind: "KUCOIN_KEY",
    description: "KuCoin API key: names the secret that moves crypto money",
    names: ["kucoin"],
    value: /[a-f0-9]{24}/,
    source: "https://www.kucoin.com/docs-new/authentication",
    homes: ["api.kucoin.com"],
    examples: ["KUCOIN_API_KEY=" + fake.hex(24), '{"kucoin_token": "' + fake.hex(24, 5) + '"}'],
    nearMisses: [
      "kucoin_id=" + fake.hex(24),
      "https://kucoin.test/items/" + fake.hex(24),
      "kucoin_key=" + fake.hex(8),
    ],
  }),
];
