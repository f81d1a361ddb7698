import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CODA_RULES: readonly Rule[] = [
  vendorKey({
    id: "coda-api-token",
    kind: "CODA_TOKEN",
    description: "Coda API token: reads and changes documents",
    names: ["coda"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://coda.io/developers/apis/v1",
    homes: ["coda.io"],
    examples: ["CODA_API_KEY=" + fake.uuid(), '{"coda_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "coda_id=" + fake.uuid(),
      "https://coda.test/items/" + fake.uuid(),
      "coda_key=" + fake.hex(8),
    ],
  }),
];
