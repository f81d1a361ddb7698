import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TELNYX_RULES: readonly Rule[] = [
  vendorKey({
    id: "telnyx-api-key",
    kind: "TELNYX_KEY",
    description: "Telnyx API key: sends messages and calls at its owner's cost",
    names: ["telnyx"],
    value: /KEY[A-Za-z0-9_-]{55}/,
    source: "https://developers.telnyx.com/docs/overview",
    homes: ["api.telnyx.com"],
    examples: [
      "TELNYX_API_KEY=" + "KEY" + fake.base64url(55, 2),
      '{"telnyx_token": "' + "KEY" + fake.base64url(55, 6) + '"}',
    ],
    nearMisses: [
      "telnyx_id=" + "KEY" + fake.base64url(55, 2),
      "https://telnyx.test/items/" + "KEY" + fake.base64url(55, 2),
      "telnyx_key=" + "KEY" + fake.base64url(12, 2),
    ],
  }),
];
