import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const COURIER_RULES: readonly Rule[] = [
  providerSecret({
    id: "courier-key",
    kind: "COURIER_KEY",
    description: "Courier API key: sends messages in its owner's name",
    keywords: ["pk_prod_", "pk_test_"],
    pattern: /(?<![A-Za-z0-9])(?:pk_prod_|pk_test_)[A-Z0-9]{28}(?![A-Za-z0-9])/,
    source: "https://www.courier.com/docs/reference/authentication",
    homes: ["api.courier.com"],
    examples: ["pk_prod_" + fake.upper(28), "token: pk_test_" + fake.upper(28, 4)],
    nearMisses: ["pk_prod_" + fake.upper(9), "pk_prod_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
