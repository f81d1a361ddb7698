import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SHODAN_RULES: readonly Rule[] = [
  vendorKey({
    id: "shodan-key",
    kind: "SHODAN_KEY",
    description: "Shodan API key: searches the internet's machines at its owner's cost",
    severity: "medium",
    names: ["shodan"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://developer.shodan.io/api",
    homes: ["api.shodan.io"],
    examples: ["SHODAN_API_KEY=" + fake.alnum(32, 2), '{"shodan_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "shodan_id=" + fake.alnum(32, 2),
      "https://shodan.test/items/" + fake.alnum(32, 2),
      "shodan_key=" + fake.alnum(10, 2),
    ],
  }),
];
