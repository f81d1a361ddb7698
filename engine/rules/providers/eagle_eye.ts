import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const EAGLE_EYE_RULES: readonly Rule[] = [
  vendorKey({
    id: "eagle-eye-key",
    kind: "EAGLE_EYE_KEY",
    description: "Eagle Eye Networks API key: looks through its owner's cameras",
    names: ["eagleeyenetworks", "eagleeye"],
    value: /[A-Za-z0-9]{15}/,
    source: "https://developer.eagleeyenetworks.com/",
    homes: ["*.eagleeyenetworks.com"],
    examples: [
      "EAGLEEYENETWORKS_API_KEY=" + fake.alnum(15, 3),
      '{"eagleeyenetworks_token": "' + fake.alnum(15, 6) + '"}',
    ],
    nearMisses: [
      "eagleeyenetworks_id=" + fake.alnum(15, 3),
      "https://eagleeyenetworks.test/items/" + fake.alnum(15, 3),
      "eagleeyenetworks_key=" + fake.alnum(5, 3),
    ],
  }),
];
