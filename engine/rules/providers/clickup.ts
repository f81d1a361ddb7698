import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CLICKUP_RULES: readonly Rule[] = [
  providerSecret({
    id: "clickup-token",
    kind: "CLICKUP_TOKEN",
    description: "ClickUp personal API token: reads and changes tasks as its owner",
    keywords: ["pk_"],
    pattern: /(?<![A-Za-z0-9_-])pk_[0-9]{5,12}_[A-Z0-9]{32}(?![A-Za-z0-9])/,
    source: "https://developer.clickup.com/docs/authentication",
    homes: ["api.clickup.com"],
    examples: ["pk_" + fake.digits(8) + "_" + fake.upper(32, 3)],
    nearMisses: ["pk_" + fake.digits(1) + "_" + fake.upper(10, 3), "pk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
