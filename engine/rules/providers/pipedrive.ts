import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PIPEDRIVE_RULES: readonly Rule[] = [
  vendorKey({
    id: "pipedrive-api-token",
    kind: "PIPEDRIVE_TOKEN",
    description: "Pipedrive API token: reads and changes contacts and deals",
    names: ["pipedrive"],
    value: /[a-f0-9]{40}/,
    source: "https://pipedrive.readme.io/docs/core-api-concepts-authentication",
    homes: ["api.pipedrive.com", "*.pipedrive.com"],
    examples: ["PIPEDRIVE_API_KEY=" + fake.hex(40), '{"pipedrive_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "pipedrive_id=" + fake.hex(40),
      "https://pipedrive.test/items/" + fake.hex(40),
      "pipedrive_key=" + fake.hex(12),
    ],
  }),
];
