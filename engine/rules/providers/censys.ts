import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CENSYS_RULES: readonly Rule[] = [
  vendorKey({
    id: "censys-secret",
    kind: "CENSYS_SECRET",
    description: "Censys API secret: searches the internet's machines at its owner's cost",
    severity: "medium",
    names: ["censys"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://docs.censys.com/reference/get-started",
    homes: ["search.censys.io", "api.platform.censys.io"],
    examples: ["CENSYS_API_KEY=" + fake.alnum(32, 2), '{"censys_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "censys_id=" + fake.alnum(32, 2),
      "https://censys.test/items/" + fake.alnum(32, 2),
      "censys_key=" + fake.alnum(10, 2),
    ],
  }),
];
