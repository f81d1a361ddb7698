import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const EVENTBRITE_RULES: readonly Rule[] = [
  vendorKey({
    id: "eventbrite-token",
    kind: "EVENTBRITE_TOKEN",
    description: "Eventbrite token: reads and changes events and those who come",
    names: ["eventbrite"],
    value: /[A-Z0-9]{20}/,
    source: "https://www.eventbrite.com/platform/docs/authentication",
    homes: ["www.eventbriteapi.com"],
    examples: [
      "EVENTBRITE_API_KEY=" + fake.upper(20, 2),
      '{"eventbrite_token": "' + fake.upper(20, 6) + '"}',
    ],
    nearMisses: [
      "eventbrite_id=" + fake.upper(20, 2),
      "https://eventbrite.test/items/" + fake.upper(20, 2),
      "eventbrite_key=" + fake.upper(6, 2),
    ],
  }),
];
