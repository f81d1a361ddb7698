import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const UCLASSIFY_RULES: readonly Rule[] = [
  vendorKey({
    id: "uclassify-key",
    kind: "UCLASSIFY_KEY",
    description: "uClassify read or write key: runs or trains its owner's classifiers",
    severity: "medium",
    names: ["uclassify"],
    value: /[A-Za-z0-9]{12}/,
    source: "https://www.uclassify.com/docs/restapi",
    homes: ["api.uclassify.com"],
    examples: ["UCLASSIFY_API_KEY=" + fake.alnum(12, 3), '{"uclassify_token": "' + fake.alnum(12, 5) + '"}'],
    nearMisses: [
      "uclassify_id=" + fake.alnum(12, 3),
      "https://uclassify.test/items/" + fake.alnum(12, 3),
      "uclassify_key=" + fake.alnum(4, 3),
    ],
  }),
];
