import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const RAMP_RULES: readonly Rule[] = [
  providerSecret({
    id: "ramp-token",
    kind: "RAMP_TOKEN",
    description: "Ramp access token or client secret: reads spending and issues cards",
    severity: "critical",
    keywords: ["ramp_tok_", "ramp_sec_", "ramp_business_tok_"],
    pattern: /(?<![A-Za-z0-9])(?:ramp_tok_|ramp_sec_|ramp_business_tok_)[A-Za-z0-9]{40,60}(?![A-Za-z0-9])/,
    source: "https://docs.ramp.com/developer-api/v1/authorization",
    homes: ["api.ramp.com", "*.ramp.com"],
    examples: ["ramp_tok_" + fake.alnum(44), "token: ramp_business_tok_" + fake.alnum(44, 4)],
    nearMisses: ["ramp_tok_" + fake.alnum(12), "ramp_tok_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
