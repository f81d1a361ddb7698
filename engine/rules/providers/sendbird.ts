import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SENDBIRD_RULES: readonly Rule[] = [
  vendorKey({
    id: "sendbird-token",
    kind: "SENDBIRD_TOKEN",
    description: "Sendbird API token: reads and sends every chat message",
    names: ["sendbird"],
    value: /[a-f0-9]{40}/,
    source: "https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api",
    homes: ["*.sendbird.com"],
    examples: ["SENDBIRD_API_KEY=" + fake.hex(40), '{"sendbird_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "sendbird_id=" + fake.hex(40),
      "https://sendbird.test/items/" + fake.hex(40),
      "sendbird_key=" + fake.hex(12),
    ],
  }),
];
