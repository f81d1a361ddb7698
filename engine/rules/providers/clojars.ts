import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CLOJARS_RULES: readonly Rule[] = [
  providerSecret({
    id: "clojars-deploy-token",
    kind: "CLOJARS_TOKEN",
    description: "Clojars deploy token: publishes packages in its owner's name",
    severity: "critical",
    keywords: ["clojars_"],
    pattern: /(?<![A-Za-z0-9])CLOJARS_[a-z0-9]{60}(?![A-Za-z0-9])/,
    source: "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
    homes: ["clojars.org", "repo.clojars.org"],
    examples: ["CLOJARS_" + fake.lower(60)],
    nearMisses: ["CLOJARS_" + fake.lower(12), "CLOJARS_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
