import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const RUBYGEMS_RULES: readonly Rule[] = [
  providerSecret({
    id: "rubygems-api-key",
    kind: "RUBYGEMS_KEY",
    description: "RubyGems API key: publishes gems in its owner's name",
    severity: "critical",
    keywords: ["rubygems_"],
    pattern: /rubygems_[a-f0-9]{48}(?![A-Za-z0-9])/,
    source: "https://guides.rubygems.org/api-key-scopes/",
    homes: ["rubygems.org"],
    examples: ["rubygems_" + fake.hex(48)],
    nearMisses: ["rubygems_" + fake.hex(20)],
  }),
];
