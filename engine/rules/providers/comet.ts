import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const COMET_RULES: readonly Rule[] = [
  vendorKey({
    id: "comet-api-key",
    kind: "COMET_KEY",
    description: "Comet API key: reads and writes experiments",
    severity: "medium",
    names: ["comet_", "cometml", "comet-ml"],
    value: /[A-Za-z0-9]{25}/,
    source: "https://www.comet.com/docs/v2/guides/experiment-management/configure-sdk/",
    homes: ["www.comet.com"],
    examples: ["COMET_API_KEY=" + fake.alnum(25), '{"comet_token": "' + fake.alnum(25, 8) + '"}'],
    nearMisses: [
      "comet_id=" + fake.alnum(25),
      "https://comet.test/items/" + fake.alnum(25),
      "comet_key=" + fake.alnum(8),
    ],
  }),
];
