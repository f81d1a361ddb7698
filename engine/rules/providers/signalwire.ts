import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SIGNALWIRE_RULES: readonly Rule[] = [
  vendorKey({
    id: "signalwire-token",
    kind: "SIGNALWIRE_TOKEN",
    description: "SignalWire API token: sends messages and calls at its owner's cost",
    names: ["signalwire"],
    value: /PT[a-f0-9]{48}/,
    source: "https://developer.signalwire.com/",
    homes: ["*.signalwire.com"],
    examples: [
      "SIGNALWIRE_API_KEY=" + "PT" + fake.hex(48, 2),
      '{"signalwire_token": "' + "PT" + fake.hex(48, 6) + '"}',
    ],
    nearMisses: [
      "signalwire_id=" + "PT" + fake.hex(48, 2),
      "https://signalwire.test/items/" + "PT" + fake.hex(48, 2),
      "signalwire_key=" + "PT" + fake.hex(12, 2),
    ],
  }),
];
