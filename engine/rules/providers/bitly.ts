import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BITLY_RULES: readonly Rule[] = [
  vendorKey({
    id: "bitly-token",
    kind: "BITLY_TOKEN",
    description: "Bitly access token: makes links and reads who follows them",
    severity: "medium",
    names: ["bitly"],
    value: /[a-f0-9]{40}/,
    source: "https://dev.bitly.com/docs/getting-started/authentication/",
    homes: ["api-ssl.bitly.com"],
    examples: ["BITLY_API_KEY=" + fake.hex(40), '{"bitly_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "bitly_id=" + fake.hex(40),
      "https://bitly.test/items/" + fake.hex(40),
      "bitly_key=" + fake.hex(12),
    ],
  }),
];
