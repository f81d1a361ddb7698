import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PULUMI_RULES: readonly Rule[] = [
  providerSecret({
    id: "pulumi-access-token",
    kind: "PULUMI_TOKEN",
    description: "Pulumi access token: changes infrastructure and reads its state",
    severity: "critical",
    keywords: ["pul-"],
    pattern: /(?<![A-Za-z0-9_-])pul-[a-f0-9]{40}(?![A-Za-z0-9])/,
    source: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
    homes: ["api.pulumi.com"],
    examples: ["pul-" + fake.hex(40)],
    nearMisses: ["pul-" + fake.hex(12), "pul-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
