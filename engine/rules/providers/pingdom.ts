import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PINGDOM_RULES: readonly Rule[] = [
  vendorKey({
    id: "pingdom-token",
    kind: "PINGDOM_TOKEN",
    description: "Pingdom API token: reads and changes checks",
    severity: "medium",
    names: ["pingdom"],
    value: /[A-Za-z0-9_-]{80}/,
    source: "https://docs.pingdom.com/api/",
    homes: ["api.pingdom.com"],
    examples: ["PINGDOM_API_KEY=" + fake.base64url(80), '{"pingdom_token": "' + fake.base64url(80, 5) + '"}'],
    nearMisses: [
      "pingdom_id=" + fake.base64url(80),
      "https://pingdom.test/items/" + fake.base64url(80),
      "pingdom_key=" + fake.base64url(12),
    ],
  }),
];
