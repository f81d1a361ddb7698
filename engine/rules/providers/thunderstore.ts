import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const THUNDERSTORE_RULES: readonly Rule[] = [
  providerSecret({
    id: "thunderstore-token",
    kind: "THUNDERSTORE_TOKEN",
    description: "Thunderstore token: publishes mods in its owner's name",
    keywords: ["tss_"],
    pattern: /(?<![A-Za-z0-9_-])tss_[A-Za-z0-9]{36}(?![A-Za-z0-9])/,
    source: "https://thunderstore.io/api/docs/",
    homes: ["thunderstore.io"],
    examples: ["tss_" + fake.alnum(36)],
    nearMisses: ["tss_" + fake.alnum(12), "tss_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
