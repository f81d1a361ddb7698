import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const FLEETBASE_RULES: readonly Rule[] = [
  providerSecret({
    id: "fleetbase-key",
    kind: "FLEETBASE_KEY",
    description: "Fleetbase API key: reads and changes orders and drivers",
    keywords: ["flb_live_", "flb_test_"],
    pattern: /(?<![A-Za-z0-9])(?:flb_live_|flb_test_)[A-Za-z0-9]{20}(?![A-Za-z0-9])/,
    source: "https://docs.fleetbase.io/",
    homes: ["api.fleetbase.io"],
    examples: ["flb_live_" + fake.alnum(20), "token: flb_test_" + fake.alnum(20, 3)],
    nearMisses: ["flb_live_" + fake.alnum(6), "flb_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
