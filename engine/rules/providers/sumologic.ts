import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SUMOLOGIC_RULES: readonly Rule[] = [
  vendorKey({
    id: "sumologic-access-key",
    kind: "SUMOLOGIC_KEY",
    description: "Sumo Logic access key: reads and searches the account's logs",
    names: ["sumologic", "sumo_", "sumo-", "sumo"],
    value: /[A-Za-z0-9]{64}/,
    source: "https://help.sumologic.com/docs/manage/security/access-keys/",
    homes: ["*.sumologic.com"],
    examples: ["SUMOLOGIC_API_KEY=" + fake.alnum(64), '{"sumologic_token": "' + fake.alnum(64, 5) + '"}'],
    nearMisses: [
      "sumologic_id=" + fake.alnum(64),
      "https://sumologic.test/items/" + fake.alnum(64),
      "sumologic_key=" + fake.alnum(12),
    ],
  }),
  vendorKey({
    id: "sumologic-access-id",
    kind: "SUMOLOGIC_KEY",
    description: "Sumo Logic access id: names the key that searches the account's logs",
    severity: "medium",
    names: ["sumologic", "sumo"],
    value: /su[A-Za-z0-9]{12}/,
    source: "https://help.sumologic.com/docs/manage/security/access-keys/",
    homes: ["*.sumologic.com"],
    examples: [
      "SUMOLOGIC_API_KEY=" + "su" + fake.alnum(12, 3),
      '{"sumologic_token": "' + "su" + fake.alnum(12, 7) + '"}',
    ],
    nearMisses: [
      "sumologic_id=" + "su" + fake.alnum(12, 3),
      "https://sumologic.test/items/" + "su" + fake.alnum(12, 3),
      "sumologic_key=" + "su" + fake.alnum(4, 3),
    ],
  }),
];
