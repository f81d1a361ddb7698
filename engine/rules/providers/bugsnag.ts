import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BUGSNAG_RULES: readonly Rule[] = [
  vendorKey({
    id: "bugsnag-token",
    kind: "BUGSNAG_TOKEN",
    description: "Bugsnag token: reads errors and changes projects",
    severity: "medium",
    names: ["bugsnag"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://bugsnagapiv2.docs.apiary.io/",
    homes: ["api.bugsnag.com", "*.bugsnag.com"],
    examples: ["BUGSNAG_API_KEY=" + fake.uuid(), '{"bugsnag_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "bugsnag_id=" + fake.uuid(),
      "https://bugsnag.test/items/" + fake.uuid(),
      "bugsnag_key=" + fake.hex(8),
    ],
  }),
  vendorKey({
    id: "bugsnag-api-key",
    kind: "BUGSNAG_TOKEN",
    description: "Bugsnag notifier key: writes errors into a project",
    severity: "medium",
    names: ["bugsnag"],
    value: /[a-f0-9]{32}/,
    source: "https://docs.bugsnag.com/api/error-reporting/",
    homes: ["*.bugsnag.com"],
    examples: ["BUGSNAG_API_KEY=" + fake.hex(32), '{"bugsnag_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "bugsnag_id=" + fake.hex(32),
      "https://bugsnag.test/items/" + fake.hex(32),
      "bugsnag_key=" + fake.hex(10),
    ],
  }),
];
