import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CODECLIMATE_RULES: readonly Rule[] = [
  vendorKey({
    id: "codeclimate-reporter-id",
    kind: "CODECLIMATE_TOKEN",
    description: "Code Climate reporter token: uploads coverage",
    severity: "medium",
    names: ["codeclimate", "code_climate", "cc_test_reporter_id"],
    value: /[a-f0-9]{64}/,
    source: "https://docs.codeclimate.com/docs/finding-your-test-coverage-token",
    homes: ["codeclimate.com", "*.codeclimate.com"],
    examples: ["CODECLIMATE_API_KEY=" + fake.hex(64), '{"codeclimate_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "codeclimate_id=" + fake.hex(64),
      "https://codeclimate.test/items/" + fake.hex(64),
      "codeclimate_key=" + fake.hex(12),
    ],
  }),
];
