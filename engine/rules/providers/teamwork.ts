import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TEAMWORK_RULES: readonly Rule[] = [
  providerSecret({
    id: "teamwork-token",
    kind: "TEAMWORK_TOKEN",
    description: "Teamwork token: reads and changes projects and contacts",
    keywords: ["tkn.v1_"],
    pattern: /(?<![A-Za-z0-9])tkn\.v1_[A-Za-z0-9+/]{60,90}={0,2}/,
    source: "https://apidocs.teamwork.com/guides/teamwork/authentication",
    homes: ["*.teamwork.com"],
    examples: ["tkn.v1_" + fake.base64(71) + "="],
    nearMisses: ["tkn.v1_" + fake.base64(10)],
  }),
];
