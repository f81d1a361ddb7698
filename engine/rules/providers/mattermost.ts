import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MATTERMOST_RULES: readonly Rule[] = [
  vendorKey({
    id: "mattermost-token",
    kind: "MATTERMOST_TOKEN",
    description: "Mattermost access token: reads and writes as its owner",
    names: ["mattermost"],
    value: /[a-z0-9]{26}/,
    source: "https://developers.mattermost.com/integrate/reference/personal-access-token/",
    homes: [],
    examples: ["MATTERMOST_API_KEY=" + fake.lower(26), '{"mattermost_token": "' + fake.lower(26, 5) + '"}'],
    nearMisses: [
      "mattermost_id=" + fake.lower(26),
      "https://mattermost.test/items/" + fake.lower(26),
      "mattermost_key=" + fake.lower(8),
    ],
  }),
];
