import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TWITCH_RULES: readonly Rule[] = [
  vendorKey({
    id: "twitch-secret",
    kind: "TWITCH_SECRET",
    description: "Twitch client secret or token: acts as the application or a person",
    names: ["twitch"],
    value: /[a-z0-9]{30}/,
    source: "https://dev.twitch.tv/docs/authentication/",
    homes: ["api.twitch.tv", "id.twitch.tv"],
    examples: ["TWITCH_API_KEY=" + fake.lower(30), '{"twitch_token": "' + fake.lower(30, 5) + '"}'],
    nearMisses: [
      "twitch_id=" + fake.lower(30),
      "https://twitch.test/items/" + fake.lower(30),
      "twitch_key=" + fake.lower(10),
    ],
  }),
];
