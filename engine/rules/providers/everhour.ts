import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const EVERHOUR_RULES: readonly Rule[] = [
  vendorKey({
    id: "everhour-api-key",
    kind: "EVERHOUR_KEY",
    description: "Everhour API key: reads and changes records of time",
    severity: "medium",
    names: ["everhour"],
    value: /[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{6}-[a-z0-9]{6}-[a-z0-9]{8}/,
    source: "https://everhour.docs.apiary.io/",
    homes: ["api.everhour.com"],
    examples: [
      "EVERHOUR_API_KEY=" + fake.lower(4) + "-" + fake.lower(4, 3) + "-" + fake.lower(6, 5) + "-" +
      fake.lower(6, 7) + "-" + fake.lower(8, 9),
      '{"everhour_token": "' + fake.lower(4, 5) + "-" + fake.lower(4, 7) + "-" + fake.lower(6, 9) + "-" +
      fake.lower(6, 11) + "-" + fake.lower(8, 13) + '"}',
    ],
    nearMisses: [
      "everhour_id=" + fake.lower(4) + "-" + fake.lower(4, 3) + "-" + fake.lower(6, 5) + "-" +
      fake.lower(6, 7) + "-" + fake.lower(8, 9),
      "https://everhour.test/items/" + fake.lower(4) + "-" + fake.lower(4, 3) + "-" + fake.lower(6, 5) + "-" +
      fake.lower(6, 7) + "-" + fake.lower(8, 9),
      "everhour_key=" + fake.lower(1) + "-" + fake.lower(1, 3) + "-" + fake.lower(2, 5) + "-" +
      fake.lower(2, 7) + "-" + fake.lower(2, 9),
    ],
  }),
];
