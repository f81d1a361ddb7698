import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SHIPENGINE_RULES: readonly Rule[] = [
  providerSecret({
    id: "shipengine-key",
    kind: "SHIPENGINE_KEY",
    description: "ShipEngine sandbox key: makes labels of the test account",
    severity: "medium",
    keywords: ["test_"],
    pattern: /(?<![A-Za-z0-9])TEST_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://www.shipengine.com/docs/auth/",
    homes: ["api.shipengine.com"],
    examples: ["TEST_" + fake.base64url(43)],
    nearMisses: ["TEST_" + fake.base64url(12), "TEST_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
