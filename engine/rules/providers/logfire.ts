import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const LOGFIRE_RULES: readonly Rule[] = [
  providerSecret({
    id: "logfire-write-token",
    kind: "LOGFIRE_TOKEN",
    description: "Pydantic Logfire token: writes or reads traces",
    severity: "medium",
    keywords: ["pylf_v1_us_", "pylf_v1_eu_", "pylf_v2_us_", "pylf_v2_eu_"],
    pattern:
      /(?<![A-Za-z0-9])(?:pylf_v1_us_|pylf_v1_eu_|pylf_v2_us_|pylf_v2_eu_)[A-Za-z0-9]{43}(?![A-Za-z0-9])/,
    source: "https://logfire.pydantic.dev/docs/how-to-guides/create-write-tokens/",
    homes: ["*.pydantic.dev"],
    examples: ["pylf_v1_us_" + fake.alnum(43), "token: pylf_v2_eu_" + fake.alnum(43, 3)],
    nearMisses: ["pylf_v1_us_" + fake.alnum(12), "pylf_v1_us_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
