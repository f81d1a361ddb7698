import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const INTRA42_RULES: readonly Rule[] = [
  providerSecret({
    id: "intra42-client-secret",
    kind: "INTRA_SECRET",
    description: "42 Intra client secret: impersonates the application",
    severity: "medium",
    keywords: ["s-s4t2ud-", "s-s4t2af-"],
    pattern: /(?<![A-Za-z0-9])(?:s-s4t2ud-|s-s4t2af-)[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://api.intra.42.fr/apidoc/guides/getting_started",
    homes: ["api.intra.42.fr"],
    examples: ["s-s4t2ud-" + fake.hex(64), "token: s-s4t2af-" + fake.hex(64, 3)],
    nearMisses: ["s-s4t2ud-" + fake.hex(12), "s-s4t2ud-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
