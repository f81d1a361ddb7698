import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CUSTOMERIO_RULES: readonly Rule[] = [
  vendorKey({
    id: "customerio-api-key",
    kind: "CUSTOMERIO_KEY",
    description: "Customer.io API key: reads people and sends messages",
    names: ["customerio", "customer.io", "customer_io"],
    value: /[a-z0-9]{20,32}/,
    source: "https://docs.customer.io/accounts-and-workspaces/managing-credentials/",
    homes: ["*.customer.io"],
    examples: ["CUSTOMERIO_API_KEY=" + fake.lower(24), '{"customerio_token": "' + fake.lower(24, 5) + '"}'],
    nearMisses: [
      "customerio_id=" + fake.lower(24),
      "https://customerio.test/items/" + fake.lower(24),
      "customerio_key=" + fake.lower(6),
    ],
  }),
];
