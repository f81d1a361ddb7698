import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BROWSERSTACK_RULES: readonly Rule[] = [
  vendorKey({
    id: "browserstack-access-key",
    kind: "BROWSERSTACK_KEY",
    description: "BrowserStack access key: runs browsers at its owner's cost",
    severity: "medium",
    names: ["browserstack"],
    value: /[A-Za-z0-9]{20}/,
    source: "https://www.browserstack.com/docs/automate/api-reference/selenium/introduction",
    homes: ["api.browserstack.com", "*.browserstack.com"],
    examples: [
      "BROWSERSTACK_API_KEY=" + fake.alnum(20),
      '{"browserstack_token": "' + fake.alnum(20, 6) + '"}',
    ],
    nearMisses: [
      "browserstack_id=" + fake.alnum(20),
      "https://browserstack.test/items/" + fake.alnum(20),
      "browserstack_key=" + fake.alnum(6),
    ],
  }),
];
