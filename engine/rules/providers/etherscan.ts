import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ETHERSCAN_RULES: readonly Rule[] = [
  vendorKey({
    id: "etherscan-api-key",
    kind: "ETHERSCAN_KEY",
    description: "Etherscan family API key: reads chains at its owner's limit",
    severity: "medium",
    names: ["etherscan", "bscscan", "polygonscan", "arbiscan", "ftmscan", "snowtrace", "basescan"],
    value: /[A-Z0-9]{34}/,
    source: "https://docs.etherscan.io/getting-an-api-key",
    homes: ["*.etherscan.io", "api.bscscan.com", "api.polygonscan.com"],
    examples: ["ETHERSCAN_API_KEY=" + fake.upper(34), '{"etherscan_token": "' + fake.upper(34, 5) + '"}'],
    nearMisses: [
      "etherscan_id=" + fake.upper(34),
      "https://etherscan.test/items/" + fake.upper(34),
      "etherscan_key=" + fake.upper(11),
    ],
  }),
];
