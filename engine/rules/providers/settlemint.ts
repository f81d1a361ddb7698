import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SETTLEMINT_RULES: readonly Rule[] = [
  providerSecret({
    id: "settlemint-token",
    kind: "SETTLEMINT_TOKEN",
    description: "SettleMint access token: acts on the platform as its owner",
    keywords: ["sm_pat_", "sm_aat_", "sm_sat_"],
    pattern: /(?<![A-Za-z0-9])sm_[pas]at_[A-Za-z0-9]{16}(?![A-Za-z0-9])/,
    source: "https://console.settlemint.com/documentation/",
    homes: ["*.settlemint.com"],
    examples: ["sm_pat_" + fake.alnum(16)],
    nearMisses: ["sm_pat_" + fake.alnum(10)],
  }),
];
