import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const INCIDENT_IO_RULES: readonly Rule[] = [
  providerSecret({
    id: "incident-io-api-key",
    kind: "INCIDENT_IO_KEY",
    description: "incident.io API key: reads and changes incidents",
    keywords: ["inc_"],
    pattern: /(?<![A-Za-z0-9_-])inc_[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://api-docs.incident.io/",
    homes: ["api.incident.io"],
    examples: ["inc_" + fake.hex(64)],
    nearMisses: ["inc_" + fake.hex(12), "inc_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
