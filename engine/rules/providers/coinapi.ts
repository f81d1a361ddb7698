import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const COINAPI_RULES: readonly Rule[] = [
  vendorKey({
    id: "coinapi-key",
    kind: "COINAPI_KEY",
    description: "CoinAPI key: reads markets at its owner's cost",
    severity: "medium",
    names: ["coinapi"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.coinapi.io/authentication",
    homes: ["rest.coinapi.io"],
    examples: ["COINAPI_API_KEY=" + fake.uuid(), '{"coinapi_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "coinapi_id=" + fake.uuid(),
      "https://coinapi.test/items/" + fake.uuid(),
      "coinapi_key=" + fake.hex(8),
    ],
  }),
];
