import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ZENDESK_RULES: readonly Rule[] = [
  vendorKey({
    id: "zendesk-api-token",
    kind: "ZENDESK_TOKEN",
    description: "Zendesk API token: reads and changes tickets",
    names: ["zendesk"],
    value: /[A-Za-z0-9]{40}/,
    source: "https://developer.zendesk.com/api-reference/introduction/security-and-auth/",
    homes: ["*.zendesk.com"],
    examples: ["ZENDESK_API_KEY=" + fake.alnum(40), '{"zendesk_token": "' + fake.alnum(40, 5) + '"}'],
    nearMisses: [
      "zendesk_id=" + fake.alnum(40),
      "https://zendesk.test/items/" + fake.alnum(40),
      "zendesk_key=" + fake.alnum(12),
    ],
  }),
];
