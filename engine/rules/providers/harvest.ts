import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HARVEST_RULES: readonly Rule[] = [
  vendorKey({
    id: "harvest-token",
    kind: "HARVEST_TOKEN",
    description: "Harvest token: reads and changes records of time",
    severity: "medium",
    names: ["harvest"],
    value: /[0-9]{5,8}\.pt\.[A-Za-z0-9_-]{86}/,
    source: "https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/",
    homes: ["api.harvestapp.com"],
    examples: [
      "HARVEST_API_KEY=" + fake.digits(6) + ".pt." + fake.base64url(86, 3),
      '{"harvest_token": "' + fake.digits(6, 5) + ".pt." + fake.base64url(86, 7) + '"}',
    ],
    nearMisses: [
      "harvest_id=" + fake.digits(6) + ".pt." + fake.base64url(86, 3),
      "https://harvest.test/items/" + fake.digits(6) + ".pt." + fake.base64url(86, 3),
      "harvest_key=" + fake.digits(1) + ".pt." + fake.base64url(12, 3),
    ],
  }),
];
