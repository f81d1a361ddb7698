import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PAPERTRAIL_RULES: readonly Rule[] = [
  vendorKey({
    id: "papertrail-token",
    kind: "PAPERTRAIL_TOKEN",
    description: "Papertrail token: reads logs",
    names: ["papertrail"],
    value: /[A-Za-z0-9_-]{20}/,
    source: "https://www.papertrail.com/help/settings-api/",
    homes: ["papertrailapp.com"],
    examples: [
      "PAPERTRAIL_API_KEY=" + fake.base64url(20),
      '{"papertrail_token": "' + fake.base64url(20, 6) + '"}',
    ],
    nearMisses: [
      "papertrail_id=" + fake.base64url(20),
      "https://papertrail.test/items/" + fake.base64url(20),
      "papertrail_key=" + fake.base64url(6),
    ],
  }),
];
