import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const RAPIDAPI_RULES: readonly Rule[] = [
  vendorKey({
    id: "rapidapi-key",
    kind: "RAPIDAPI_KEY",
    description: "RapidAPI key: calls many APIs at its owner's cost",
    names: ["rapidapi", "rapid_api", "rapid-api"],
    value: /[A-Za-z0-9]{50}/,
    source: "https://docs.rapidapi.com/docs/keys",
    homes: ["*.rapidapi.com"],
    examples: ["RAPIDAPI_API_KEY=" + fake.alnum(50), '{"rapidapi_token": "' + fake.alnum(50, 5) + '"}'],
    nearMisses: [
      "rapidapi_id=" + fake.alnum(50),
      "https://rapidapi.test/items/" + fake.alnum(50),
      "rapidapi_key=" + fake.alnum(12),
    ],
  }),
];
