import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MUX_RULES: readonly Rule[] = [
  vendorKey({
    id: "mux-token-secret",
    kind: "MUX_TOKEN",
    description: "Mux token secret: reads and changes video",
    names: ["mux_", "mux-"],
    value: /[A-Za-z0-9+/]{75}/,
    source: "https://www.mux.com/docs/core/make-api-requests",
    homes: ["api.mux.com"],
    examples: ["MUX_API_KEY=" + fake.base64(75), '{"mux_token": "' + fake.base64(75, 5) + '"}'],
    nearMisses: [
      "mux_id=" + fake.base64(75),
      "https://mux.test/items/" + fake.base64(75),
      "mux_key=" + fake.base64(12),
    ],
  }),
];
