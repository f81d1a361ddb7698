import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ONESIGNAL_RULES: readonly Rule[] = [
  vendorKey({
    id: "onesignal-api-key",
    kind: "ONESIGNAL_KEY",
    description: "OneSignal REST API key: sends notifications to every installation",
    names: ["onesignal", "one_signal"],
    value: /[A-Za-z0-9+/]{48}/,
    source: "https://documentation.onesignal.com/docs/en/keys-and-ids",
    homes: ["onesignal.com", "api.onesignal.com"],
    examples: ["ONESIGNAL_API_KEY=" + fake.base64(48), '{"onesignal_token": "' + fake.base64(48, 5) + '"}'],
    nearMisses: [
      "onesignal_id=" + fake.base64(48),
      "https://onesignal.test/items/" + fake.base64(48),
      "onesignal_key=" + fake.base64(12),
    ],
  }),
];
