import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DYNATRACE_RULES: readonly Rule[] = [
  providerSecret({
    id: "dynatrace-token",
    kind: "DYNATRACE_TOKEN",
    description: "Dynatrace token: reads monitoring data, or changes its settings",
    keywords: ["dt0c01.", "dt0s01.", "dt0s02.", "dt0s16."],
    pattern: /dt0[cs]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}(?![A-Za-z0-9])/i,
    source:
      "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
    homes: ["*.dynatrace.com"],
    examples: ["dt0c01." + fake.upper(24) + "." + fake.upper(64)],
    nearMisses: ["dt0c01." + fake.upper(24)],
  }),
];
