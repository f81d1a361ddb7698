import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const FRESHDESK_RULES: readonly Rule[] = [
  vendorKey({
    id: "freshdesk-api-key",
    kind: "FRESHDESK_KEY",
    description: "Freshdesk or Freshworks API key: reads and changes tickets",
    names: ["freshdesk", "freshworks", "freshservice"],
    value: /[A-Za-z0-9]{20}/,
    source: "https://developers.freshdesk.com/api/#authentication",
    homes: ["*.freshdesk.com", "*.freshservice.com"],
    examples: ["FRESHDESK_API_KEY=" + fake.alnum(20), '{"freshdesk_token": "' + fake.alnum(20, 6) + '"}'],
    nearMisses: [
      "freshdesk_id=" + fake.alnum(20),
      "https://freshdesk.test/items/" + fake.alnum(20),
      "freshdesk_key=" + fake.alnum(6),
    ],
  }),
];
