import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BEAMER_RULES: readonly Rule[] = [
  vendorKey({
    id: "beamer-key",
    kind: "BEAMER_KEY",
    description: "Beamer API key: posts announcements in its owner's name",
    severity: "medium",
    names: ["beamer"],
    value: /b_[A-Za-z0-9_-]{44}/,
    source: "https://www.getbeamer.com/api",
    homes: ["api.getbeamer.com"],
    examples: [
      "BEAMER_API_KEY=" + "b_" + fake.base64url(44, 2),
      '{"beamer_token": "' + "b_" + fake.base64url(44, 6) + '"}',
    ],
    nearMisses: [
      "beamer_id=" + "b_" + fake.base64url(44, 2),
      "https://beamer.test/items/" + "b_" + fake.base64url(44, 2),
      "beamer_key=" + "b_" + fake.base64url(12, 2),
    ],
  }),
];
