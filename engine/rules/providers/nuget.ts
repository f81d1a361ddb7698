import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const NUGET_RULES: readonly Rule[] = [
  providerSecret({
    id: "nuget-api-key",
    kind: "NUGET_KEY",
    description: "NuGet API key: publishes packages in its owner's name",
    severity: "critical",
    keywords: ["oy2"],
    pattern: /(?<![A-Za-z0-9])oy2[a-z0-9]{43}(?![A-Za-z0-9])/,
    source: "https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package",
    homes: ["*.nuget.org"],
    examples: ["oy2" + fake.lower(43)],
    nearMisses: ["oy2" + fake.lower(20)],
  }),
];
