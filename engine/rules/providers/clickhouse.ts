import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CLICKHOUSE_RULES: readonly Rule[] = [
  providerSecret({
    id: "clickhouse-cloud-key",
    kind: "CLICKHOUSE_KEY",
    description: "ClickHouse Cloud API secret key: manages services and their passwords",
    severity: "critical",
    keywords: ["4b1d"],
    pattern: /(?<![A-Za-z0-9_-])4b1d[A-Za-z0-9]{38}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://clickhouse.com/docs/cloud/manage/openapi",
    homes: ["api.clickhouse.cloud"],
    examples: ["4b1d" + fake.alnum(38)],
    nearMisses: ["4b1d" + fake.alnum(12), "4b1dxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
