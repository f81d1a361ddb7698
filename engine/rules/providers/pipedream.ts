import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PIPEDREAM_RULES: readonly Rule[] = [
  providerSecret({
    id: "pipedream-webhook",
    kind: "PIPEDREAM_WEBHOOK",
    description: "Pipedream trigger address: starts a workflow without further authentication",
    severity: "medium",
    publicPrefix: false,
    keywords: [".m.pipedream.net"],
    lead: 24,
    pattern: /(?<![A-Za-z0-9])(e[on][a-z0-9]{11,22})\.m\.pipedream\.net/,
    source: "https://pipedream.com/docs/workflows/building-workflows/triggers",
    homes: ["*.m.pipedream.net"],
    examples: ["https://eo" + fake.lower(13) + ".m.pipedream.net"],
    nearMisses: ["https://www.m.pipedream.net"],
  }),
];
