import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SNOWFLAKE_RULES: readonly Rule[] = [
  vendorKey({
    id: "snowflake-token",
    kind: "SNOWFLAKE_TOKEN",
    description: "Snowflake programmatic access token: reads and changes data as its owner",
    severity: "critical",
    names: ["snowflake"],
    value: /(?:ver:)?[A-Za-z0-9_-]{20,40}\.[A-Za-z0-9_-]{40,2000}\.[A-Za-z0-9_-]{40,700}/,
    source: "https://docs.snowflake.com/en/user-guide/programmatic-access-tokens",
    homes: ["*.snowflakecomputing.com"],
    examples: [
      "SNOWFLAKE_TOKEN=" + fake.base64url(36) + "." + fake.base64url(120) + "." + fake.base64url(342),
    ],
    nearMisses: ["snowflake_token=" + fake.base64url(10)],
  }),
];
