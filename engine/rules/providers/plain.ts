import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PLAIN_RULES: readonly Rule[] = [
  providerSecret({
    id: "plain-api-key",
    kind: "PLAIN_KEY",
    description: "Plain API key: reads conversations and the people in them",
    keywords: ["plainapikey_"],
    pattern: /(?<![A-Za-z0-9])plainApiKey_[A-Za-z0-9]{40,64}(?![A-Za-z0-9])/,
    source: "https://www.plain.com/docs/api-reference/graphql/authentication",
    homes: ["core-api.uk.plain.com"],
    examples: ["plainApiKey_" + fake.alnum(44)],
    nearMisses: ["plainApiKey_" + fake.alnum(12), "plainApiKey_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
