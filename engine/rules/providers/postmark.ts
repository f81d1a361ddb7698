import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const POSTMARK_RULES: readonly Rule[] = [
  vendorKey({
    id: "postmark-server-token",
    kind: "POSTMARK_TOKEN",
    description: "Postmark server or account token: sends mail in its owner's name",
    names: ["postmark"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://postmarkapp.com/developer/api/overview",
    homes: ["api.postmarkapp.com"],
    examples: ["POSTMARK_API_KEY=" + fake.uuid(), '{"postmark_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "postmark_id=" + fake.uuid(),
      "https://postmark.test/items/" + fake.uuid(),
      "postmark_key=" + fake.hex(8),
    ],
  }),
];
