import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CODECOV_RULES: readonly Rule[] = [
  vendorKey({
    id: "codecov-token",
    kind: "CODECOV_TOKEN",
    description: "Codecov token: uploads and reads coverage",
    severity: "medium",
    names: ["codecov"],
    value: /[a-z0-9]{32}/,
    source: "https://docs.codecov.com/docs/codecov-tokens",
    homes: ["api.codecov.io", "codecov.io", "*.codecov.io"],
    examples: ["CODECOV_API_KEY=" + fake.lower(32), '{"codecov_token": "' + fake.lower(32, 5) + '"}'],
    nearMisses: [
      "codecov_id=" + fake.lower(32),
      "https://codecov.test/items/" + fake.lower(32),
      "codecov_key=" + fake.lower(10),
    ],
  }),
  vendorKey({
    id: "codecov-upload-token",
    kind: "CODECOV_TOKEN",
    description: "Codecov upload token: uploads coverage",
    severity: "medium",
    names: ["codecov"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.codecov.com/docs/codecov-tokens",
    homes: ["api.codecov.io", "codecov.io", "*.codecov.io"],
    examples: ["CODECOV_API_KEY=" + fake.uuid(), '{"codecov_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "codecov_id=" + fake.uuid(),
      "https://codecov.test/items/" + fake.uuid(),
      "codecov_key=" + fake.hex(8),
    ],
  }),
];
