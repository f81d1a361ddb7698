import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const INTERVALS_RULES: readonly Rule[] = [
  vendorKey({
    id: "intervals-token",
    kind: "INTERVALS_TOKEN",
    description: "Intervals API token: reads and changes tasks and records of time",
    severity: "medium",
    names: ["myintervals"],
    value: /[a-z0-9]{11}/,
    source: "https://www.myintervals.com/api/authentication.php",
    homes: ["api.myintervals.com"],
    examples: ["MYINTERVALS_API_KEY=" + fake.lower(11), '{"myintervals_token": "' + fake.lower(11, 5) + '"}'],
    nearMisses: [
      "myintervals_id=" + fake.lower(11),
      "https://myintervals.test/items/" + fake.lower(11),
      "myintervals_key=" + fake.lower(3),
    ],
  }),
];
