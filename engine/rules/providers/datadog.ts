import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const DATADOG_RULES: readonly Rule[] = [
  vendorKey({
    id: "datadog-api-key",
    kind: "DATADOG_KEY",
    description: "Datadog API key: sends metrics and logs into the account",
    names: ["datadog", "dd_api", "dd-api", "ddapi"],
    value: /[a-f0-9]{32}/,
    source: "https://docs.datadoghq.com/account_management/api-app-keys/",
    homes: ["*.datadoghq.com", "*.datadoghq.eu"],
    examples: ["DATADOG_API_KEY=" + fake.hex(32), '{"datadog_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "datadog_id=" + fake.hex(32),
      "https://datadog.test/items/" + fake.hex(32),
      "datadog_key=" + fake.hex(10),
    ],
  }),
  vendorKey({
    id: "datadog-application-key",
    kind: "DATADOG_KEY",
    description: "Datadog application key: with an API key it reads and changes the account",
    severity: "critical",
    names: ["datadog", "dd_app", "dd-app", "dd_secret"],
    value: /[a-f0-9]{40}/,
    source: "https://docs.datadoghq.com/account_management/api-app-keys/",
    homes: ["*.datadoghq.com", "*.datadoghq.eu"],
    examples: ["DATADOG_API_KEY=" + fake.hex(40), '{"datadog_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "datadog_id=" + fake.hex(40),
      "https://datadog.test/items/" + fake.hex(40),
      "datadog_key=" + fake.hex(12),
    ],
  }),
];
