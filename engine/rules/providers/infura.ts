import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const INFURA_RULES: readonly Rule[] = [
  vendorKey({
    id: "infura-key",
    kind: "INFURA_KEY",
    description: "Infura API key or secret: calls chains at its owner's cost",
    severity: "medium",
    names: ["infura"],
    value: /[a-f0-9]{32}/,
    source: "https://docs.metamask.io/services/get-started/infura/",
    homes: ["*.infura.io"],
    examples: ["INFURA_API_KEY=" + fake.hex(32), '{"infura_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "infura_id=" + fake.hex(32),
      "https://infura.test/items/" + fake.hex(32),
      "infura_key=" + fake.hex(10),
    ],
  }),
];
