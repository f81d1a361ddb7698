import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const WRIKE_RULES: readonly Rule[] = [
  vendorKey({
    id: "wrike-token",
    kind: "WRIKE_TOKEN",
    description: "Wrike token: reads and changes tasks",
    names: ["wrike"],
    value: /[A-Za-z0-9_-]{60,200}/,
    source: "https://developers.wrike.com/oauth-20-authorization/",
    homes: ["www.wrike.com", "*.wrike.com"],
    examples: ["WRIKE_API_KEY=" + fake.base64url(64, 2), '{"wrike_token": "' + fake.base64url(64, 5) + '"}'],
    nearMisses: [
      "wrike_id=" + fake.base64url(64, 2),
      "https://wrike.test/items/" + fake.base64url(64, 2),
      "wrike_key=" + fake.base64url(12, 2),
    ],
  }),
];
