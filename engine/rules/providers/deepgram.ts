import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const DEEPGRAM_RULES: readonly Rule[] = [
  vendorKey({
    id: "deepgram-api-key",
    kind: "DEEPGRAM_KEY",
    description: "Deepgram API key: transcribes speech at its owner's cost",
    names: ["deepgram"],
    value: /[a-f0-9]{40}/,
    source: "https://developers.deepgram.com/docs/create-additional-api-keys",
    homes: ["api.deepgram.com"],
    examples: ["DEEPGRAM_API_KEY=" + fake.hex(40), '{"deepgram_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "deepgram_id=" + fake.hex(40),
      "https://deepgram.test/items/" + fake.hex(40),
      "deepgram_key=" + fake.hex(12),
    ],
  }),
];
