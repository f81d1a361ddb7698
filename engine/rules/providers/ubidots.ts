import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const UBIDOTS_RULES: readonly Rule[] = [
  providerSecret({
    id: "ubidots-token",
    kind: "UBIDOTS_TOKEN",
    description: "Ubidots API token: reads and writes the values of devices",
    severity: "medium",
    keywords: ["bbff-", "bbus-"],
    pattern: /(?<![A-Za-z0-9])(?:BBFF-|BBUS-)[A-Za-z0-9]{30}(?![A-Za-z0-9])/,
    source: "https://docs.ubidots.com/reference/authentication",
    homes: ["industrial.api.ubidots.com", "*.ubidots.com"],
    examples: ["BBFF-" + fake.alnum(30), "token: BBUS-" + fake.alnum(30, 3)],
    nearMisses: ["BBFF-" + fake.alnum(10), "BBFF-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
