import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const GITTER_RULES: readonly Rule[] = [
  vendorKey({
    id: "gitter-token",
    kind: "GITTER_TOKEN",
    description: "Gitter access token: reads and writes as its owner",
    severity: "medium",
    names: ["gitter"],
    value: /[a-f0-9]{40}/,
    source: "https://developer.gitter.im/docs/authentication",
    homes: ["api.gitter.im"],
    examples: ["GITTER_API_KEY=" + fake.hex(40), '{"gitter_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "gitter_id=" + fake.hex(40),
      "https://gitter.test/items/" + fake.hex(40),
      "gitter_key=" + fake.hex(12),
    ],
  }),
];
