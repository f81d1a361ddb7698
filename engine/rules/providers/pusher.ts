import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PUSHER_RULES: readonly Rule[] = [
  vendorKey({
    id: "pusher-secret",
    kind: "PUSHER_SECRET",
    description: "Pusher secret or key: sends into channels",
    names: ["pusher"],
    value: /[a-f0-9]{20}/,
    source: "https://pusher.com/docs/channels/library_auth_reference/rest-api/",
    homes: ["*.pusher.com"],
    examples: ["PUSHER_API_KEY=" + fake.hex(20), '{"pusher_token": "' + fake.hex(20, 5) + '"}'],
    nearMisses: [
      "pusher_id=" + fake.hex(20),
      "https://pusher.test/items/" + fake.hex(20),
      "pusher_key=" + fake.hex(6),
    ],
  }),
];
