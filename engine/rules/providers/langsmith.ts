import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const LANGSMITH_RULES: readonly Rule[] = [
  providerSecret({
    id: "langsmith-api-key",
    kind: "LANGSMITH_KEY",
    description: "LangSmith API key: reads traces, with the prompts and data in them",
    keywords: ["lsv2_pt_", "lsv2_sk_"],
    pattern: /(?<![A-Za-z0-9])(?:lsv2_pt_|lsv2_sk_)[a-f0-9]{32}_[a-f0-9]{10}(?![A-Za-z0-9])/,
    source:
      "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
    homes: ["api.smith.langchain.com", "*.langchain.com"],
    examples: [
      "lsv2_pt_" + fake.hex(32) + "_" + fake.hex(10, 3),
      "token: lsv2_sk_" + fake.hex(32, 3) + "_" + fake.hex(10, 5),
    ],
    nearMisses: ["lsv2_pt_" + fake.hex(10) + "_" + fake.hex(3, 3), "lsv2_pt_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
