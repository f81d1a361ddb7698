import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PAGERDUTY_RULES: readonly Rule[] = [
  providerSecret({
    id: "pagerduty-api-key",
    kind: "PAGERDUTY_KEY",
    description: "PagerDuty API key of the `u+` style: reads and changes incidents as its owner",
    keywords: ["u+"],
    pattern: /(?<![A-Za-z0-9_-])u\+[A-Za-z0-9_-]{18}(?![A-Za-z0-9_-])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://support.pagerduty.com/main/docs/api-access-keys",
    homes: ["api.pagerduty.com"],
    examples: ["u+" + fake.base64url(18)],
    nearMisses: ["u+" + fake.base64url(6), "u+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "pagerduty-token",
    kind: "PAGERDUTY_KEY",
    description: "PagerDuty API or routing key: raises, reads and changes incidents",
    names: ["pagerduty", "pager_duty", "pager-duty"],
    value: /[a-f0-9]{32}/,
    source: "https://support.pagerduty.com/main/docs/api-access-keys",
    homes: ["api.pagerduty.com", "events.pagerduty.com"],
    examples: ["PAGERDUTY_API_KEY=" + fake.hex(32), '{"pagerduty_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "pagerduty_id=" + fake.hex(32),
      "https://pagerduty.test/items/" + fake.hex(32),
      "pagerduty_key=" + fake.hex(10),
    ],
  }),
  vendorKey({
    id: "pagerduty-access-key",
    kind: "PAGERDUTY_KEY",
    description: "PagerDuty API access key: reads and changes incidents",
    names: ["pagerduty", "pager_duty", "pager-duty"],
    value: /[A-Za-z0-9_-]{20}/,
    source: "https://support.pagerduty.com/main/docs/api-access-keys",
    homes: ["api.pagerduty.com"],
    examples: [
      "PAGERDUTY_API_KEY=" + fake.base64url(20),
      '{"pagerduty_token": "' + fake.base64url(20, 6) + '"}',
    ],
    nearMisses: [
      "pagerduty_id=" + fake.base64url(20),
      "https://pagerduty.test/items/" + fake.base64url(20),
      "pagerduty_key=" + fake.base64url(6),
    ],
  }),
];
