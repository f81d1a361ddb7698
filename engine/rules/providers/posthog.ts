import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const POSTHOG_RULES: readonly Rule[] = [
  providerSecret({
    id: "posthog-key",
    kind: "POSTHOG_KEY",
    description: "PostHog personal API key: reads and changes the project's analytics",
    keywords: ["phx_"],
    pattern: /(?<![A-Za-z0-9])phx_[A-Za-z0-9_-]{43,47}(?![A-Za-z0-9_-])/,
    source: "https://posthog.com/docs/api",
    homes: ["*.posthog.com"],
    examples: ["phx_" + fake.base64url(43)],
    nearMisses: ["phx_" + fake.alnum(10)],
  }),
];
