import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DATABRICKS_RULES: readonly Rule[] = [
  providerSecret({
    id: "databricks-token",
    kind: "DATABRICKS_TOKEN",
    description: "Databricks token: reads data and runs jobs in the workspace",
    severity: "critical",
    keywords: ["dapi"],
    pattern: /(?<![A-Za-z0-9])dapi[a-f0-9]{32}(?:-\d)?(?![A-Za-z0-9])/,
    source: "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
    homes: ["*.databricks.com", "*.azuredatabricks.net"],
    examples: ["dapi" + fake.hex(32)],
    nearMisses: ["dapi" + fake.hex(10), "dapission"],
  }),
];
