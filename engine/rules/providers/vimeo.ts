import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const VIMEO_RULES: readonly Rule[] = [
  vendorKey({
    id: "vimeo-token",
    kind: "VIMEO_TOKEN",
    description: "Vimeo access token: reads and changes video",
    severity: "medium",
    names: ["vimeo"],
    value: /[a-f0-9]{32}/,
    source: "https://developer.vimeo.com/api/authentication",
    homes: ["api.vimeo.com"],
    examples: ["VIMEO_API_KEY=" + fake.hex(32), '{"vimeo_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "vimeo_id=" + fake.hex(32),
      "https://vimeo.test/items/" + fake.hex(32),
      "vimeo_key=" + fake.hex(10),
    ],
  }),
];
