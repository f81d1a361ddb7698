import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const RUNPOD_RULES: readonly Rule[] = [
  providerSecret({
    id: "runpod-api-key",
    kind: "RUNPOD_KEY",
    description: "RunPod API key: rents machines at its owner's cost",
    keywords: ["rpa_"],
    pattern: /(?<![A-Za-z0-9_-])rpa_[A-Z0-9]{40,60}(?![A-Za-z0-9])/,
    source: "https://docs.runpod.io/get-started/api-keys",
    homes: ["api.runpod.io", "rest.runpod.io"],
    examples: ["rpa_" + fake.upper(44)],
    nearMisses: ["rpa_" + fake.upper(12), "rpa_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
