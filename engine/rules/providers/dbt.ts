import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DBT_RULES: readonly Rule[] = [
  providerSecret({
    id: "dbt-token",
    kind: "DBT_TOKEN",
    description: "dbt Cloud token: runs jobs against the warehouse",
    keywords: ["dbtc_", "dbtu_"],
    pattern: /(?<![A-Za-z0-9])(?:dbtc_|dbtu_)[A-Za-z0-9_-]{36,60}(?![A-Za-z0-9_-])/,
    source: "https://docs.getdbt.com/docs/dbt-cloud-apis/user-tokens",
    homes: ["cloud.getdbt.com", "*.getdbt.com"],
    examples: ["dbtc_" + fake.base64url(40, 2), "token: dbtu_" + fake.base64url(40, 3)],
    nearMisses: ["dbtc_" + fake.base64url(12, 2), "dbtc_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
