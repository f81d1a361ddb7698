import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const KAGI_RULES: readonly Rule[] = [
  vendorKey({
    id: "kagi-api-token",
    kind: "KAGI_TOKEN",
    description: "Kagi API token: runs searches at its owner's cost",
    severity: "medium",
    names: ["kagi"],
    value: /[A-Za-z0-9_-]{11,12}\.[A-Za-z0-9_-]{43}/,
    source: "https://help.kagi.com/kagi/api/overview.html",
    homes: ["kagi.com"],
    examples: [
      "KAGI_API_KEY=" + fake.base64url(11, 6) + "." + fake.base64url(43, 3),
      '{"kagi_token": "' + fake.base64url(11, 6) + "." + fake.base64url(43, 7) + '"}',
    ],
    nearMisses: [
      "kagi_id=" + fake.base64url(11, 6) + "." + fake.base64url(43, 3),
      "https://kagi.test/items/" + fake.base64url(11, 6) + "." + fake.base64url(43, 3),
      "kagi_key=" + fake.base64url(3, 6) + "." + fake.base64url(12, 3),
    ],
  }),
];
