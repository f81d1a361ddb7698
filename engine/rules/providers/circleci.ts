import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CIRCLECI_RULES: readonly Rule[] = [
  providerSecret({
    id: "circleci-token",
    kind: "CIRCLECI_TOKEN",
    description: "CircleCI token: runs pipelines and reads their settings",
    keywords: ["ccipat_", "cciprj_"],
    pattern: /CCI(?:PAT|PRJ)_[A-Za-z0-9]{20,24}_[A-Za-z0-9]{40,44}(?![A-Za-z0-9])/,
    source: "https://circleci.com/docs/managing-api-tokens/",
    homes: ["circleci.com"],
    examples: ["CCIPAT_" + fake.alnum(22) + "_" + fake.hex(40)],
    nearMisses: ["CCIPAT_" + fake.alnum(8)],
  }),
  vendorKey({
    id: "circleci-token-legacy",
    kind: "CIRCLECI_TOKEN",
    description: "CircleCI token of the older form: runs pipelines and reads their settings",
    names: ["circleci", "circle_", "circle-token"],
    value: /[a-f0-9]{40}/,
    source: "https://circleci.com/docs/managing-api-tokens/",
    homes: ["circleci.com"],
    examples: ["CIRCLECI_API_KEY=" + fake.hex(40), '{"circleci_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "circleci_id=" + fake.hex(40),
      "https://circleci.test/items/" + fake.hex(40),
      "circleci_key=" + fake.hex(12),
    ],
  }),
];
