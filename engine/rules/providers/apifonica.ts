import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const APIFONICA_RULES: readonly Rule[] = [
  vendorKey({
    id: "apifonica-token",
    kind: "APIFONICA_TOKEN",
    description: "Apifonica access token: sends messages and calls at its owner's cost",
    names: ["apifonica"],
    value: /[a-z0-9]{8,11}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.apifonica.com/",
    homes: ["api.apifonica.com"],
    examples: [
      "APIFONICA_TOKEN=" + fake.lower(8) + "-" + fake.lower(4, 2) + "-" + fake.lower(4, 3) + "-" +
      fake.lower(4, 4) + "-" + fake.lower(12, 5),
    ],
    nearMisses: ["apifonica_id=" + fake.uuid(), "apifonica token " + fake.lower(8)],
  }),
];
