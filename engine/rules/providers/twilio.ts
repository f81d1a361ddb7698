import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TWILIO_RULES: readonly Rule[] = [
  providerSecret({
    id: "twilio-api-key",
    kind: "TWILIO_KEY",
    description: "Twilio API key: sends messages and calls at its owner's cost",
    keywords: [
      "sk0",
      "sk1",
      "sk2",
      "sk3",
      "sk4",
      "sk5",
      "sk6",
      "sk7",
      "sk8",
      "sk9",
      "ska",
      "skb",
      "skc",
      "skd",
      "ske",
      "skf",
    ],
    pattern: /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/,
    publicPrefix: false,
    source: "https://www.twilio.com/docs/iam/api-keys",
    homes: ["*.twilio.com"],
    examples: ["SK" + fake.hex(32)],
    nearMisses: ["SK" + fake.hex(20), "TASK" + fake.hex(32)],
  }),
  vendorKey({
    id: "twilio-auth-token",
    kind: "TWILIO_TOKEN",
    description: "Twilio auth token: sends messages and calls at its owner's cost",
    severity: "critical",
    names: ["twilio"],
    value: /[a-f0-9]{32}/,
    source: "https://www.twilio.com/docs/iam/api",
    homes: ["*.twilio.com"],
    examples: ["TWILIO_API_KEY=" + fake.hex(32), '{"twilio_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "twilio_id=" + fake.hex(32),
      "https://twilio.test/items/" + fake.hex(32),
      "twilio_key=" + fake.hex(10),
    ],
  }),
];
