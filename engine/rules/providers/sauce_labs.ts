import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SAUCE_LABS_RULES: readonly Rule[] = [
  vendorKey({
    id: "sauce-access-key",
    kind: "SAUCE_KEY",
    description: "Sauce Labs access key: runs browsers at its owner's cost",
    severity: "medium",
    names: ["sauce", "saucelabs"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.saucelabs.com/basics/acct-team-mgmt/managing-user-info/",
    homes: ["*.saucelabs.com"],
    examples: ["SAUCE_API_KEY=" + fake.uuid(), '{"sauce_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "sauce_id=" + fake.uuid(),
      "https://sauce.test/items/" + fake.uuid(),
      "sauce_key=" + fake.hex(8),
    ],
  }),
];
