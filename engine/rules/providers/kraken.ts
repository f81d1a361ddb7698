import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const KRAKEN_RULES: readonly Rule[] = [
  vendorKey({
    id: "kraken-private-key",
    kind: "KRAKEN_KEY",
    description: "Kraken private key: reads and moves crypto money",
    severity: "critical",
    names: ["kraken"],
    value: /[A-Za-z0-9+/]{86}==/,
    source: "https://docs.kraken.com/api/docs/guides/spot-rest-auth",
    homes: ["api.kraken.com"],
    examples: [
      "KRAKEN_API_KEY=" + fake.base64(86) + "==",
      '{"kraken_token": "' + fake.base64(86, 5) + "==" + '"}',
    ],
    nearMisses: [
      "kraken_id=" + fake.base64(86) + "==",
      "https://kraken.test/items/" + fake.base64(86) + "==",
      "kraken_key=" + fake.base64(12) + "==",
    ],
  }),
  vendorKey({
    id: "kraken-api-key",
    kind: "KRAKEN_KEY",
    description: "Kraken API key: names the key that moves crypto money",
    names: ["kraken"],
    value: /[A-Za-z0-9+/]{56}/,
    source: "https://docs.kraken.com/api/docs/guides/spot-rest-auth",
    homes: ["api.kraken.com"],
    examples: ["KRAKEN_API_KEY=" + fake.base64(56), '{"kraken_token": "' + fake.base64(56, 5) + '"}'],
    nearMisses: [
      "kraken_id=" + fake.base64(56),
      "https://kraken.test/items/" + fake.base64(56),
      "kraken_key=" + fake.base64(12),
    ],
  }),
];
