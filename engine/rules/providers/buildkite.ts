import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const BUILDKITE_RULES: readonly Rule[] = [
  providerSecret({
    id: "buildkite-api-token",
    kind: "BUILDKITE_TOKEN",
    description: "Buildkite API token: runs builds and reads their logs",
    keywords: ["bkua_"],
    pattern: /(?<![A-Za-z0-9])bkua_[a-f0-9]{40}(?![A-Za-z0-9])/,
    source: "https://buildkite.com/docs/apis/managing-api-tokens",
    homes: ["api.buildkite.com", "graphql.buildkite.com"],
    examples: ["bkua_" + fake.hex(40)],
    nearMisses: ["bkua_" + fake.hex(12), "bkua_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  providerSecret({
    id: "buildkite-agent-token",
    kind: "BUILDKITE_TOKEN",
    description: "Buildkite agent token: takes the jobs of an organisation, with their secrets",
    keywords: ["bkct_"],
    pattern: /(?<![A-Za-z0-9])bkct_[A-Za-z0-9_-]{40,90}(?![A-Za-z0-9_-])/,
    source: "https://buildkite.com/docs/agent/v3/tokens",
    homes: ["agent.buildkite.com"],
    examples: ["bkct_" + fake.base64url(44)],
    nearMisses: ["bkct_" + fake.base64url(12), "bkct_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  providerSecret({
    id: "buildkite-portal-token",
    kind: "BUILDKITE_TOKEN",
    description: "Buildkite package registry token: reads or publishes packages",
    keywords: ["bkpt_"],
    pattern: /(?<![A-Za-z0-9])bkpt_[A-Za-z0-9]{40}(?![A-Za-z0-9])/,
    source: "https://buildkite.com/docs/package-registries",
    homes: ["api.buildkite.com", "packages.buildkite.com"],
    examples: ["bkpt_" + fake.alnum(40)],
    nearMisses: ["bkpt_" + fake.alnum(12), "bkpt_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
