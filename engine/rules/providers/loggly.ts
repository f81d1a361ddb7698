import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const LOGGLY_RULES: readonly Rule[] = [
  vendorKey({
    id: "loggly-token",
    kind: "LOGGLY_TOKEN",
    description: "Loggly customer token: writes logs into the account",
    severity: "medium",
    names: ["loggly"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source:
      "https://documentation.solarwinds.com/en/success_center/loggly/content/admin/customer-token-authentication-token.htm",
    homes: ["logs-01.loggly.com", "*.loggly.com"],
    examples: ["LOGGLY_API_KEY=" + fake.uuid(), '{"loggly_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "loggly_id=" + fake.uuid(),
      "https://loggly.test/items/" + fake.uuid(),
      "loggly_key=" + fake.hex(8),
    ],
  }),
];
