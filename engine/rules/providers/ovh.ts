import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const OVH_RULES: readonly Rule[] = [
  vendorKey({
    id: "ovh-application-secret",
    kind: "OVH_SECRET",
    description: "OVHcloud application secret or consumer key: signs requests as the account",
    severity: "critical",
    names: ["ovh_", "ovh-", "ovhcloud"],
    value: /[a-f0-9]{32}/,
    source: "https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api",
    homes: ["*.api.ovh.com", "*.ovh.com"],
    examples: ["OVH_API_KEY=" + fake.hex(32), '{"ovh_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "ovh_id=" + fake.hex(32),
      "https://ovh.test/items/" + fake.hex(32),
      "ovh_key=" + fake.hex(10),
    ],
  }),
];
