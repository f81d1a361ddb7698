import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const AMPLITUDE_RULES: readonly Rule[] = [
  vendorKey({
    id: "amplitude-api-key",
    kind: "AMPLITUDE_KEY",
    description: "Amplitude API or secret key: writes events, or exports them",
    severity: "medium",
    names: ["amplitude"],
    value: /[a-f0-9]{32}/,
    source: "https://amplitude.com/docs/apis/authentication",
    homes: ["*.amplitude.com"],
    examples: ["AMPLITUDE_API_KEY=" + fake.hex(32), '{"amplitude_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "amplitude_id=" + fake.hex(32),
      "https://amplitude.test/items/" + fake.hex(32),
      "amplitude_key=" + fake.hex(10),
    ],
  }),
];
