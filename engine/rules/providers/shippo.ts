import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SHIPPO_RULES: readonly Rule[] = [
  providerSecret({
    id: "shippo-token",
    kind: "SHIPPO_TOKEN",
    description: "Shippo API token: buys postage at its owner's cost",
    keywords: ["shippo_live_", "shippo_test_"],
    pattern: /(?<![A-Za-z0-9])shippo_(?:live|test)_[a-fA-F0-9]{40}(?![A-Za-z0-9])/,
    source: "https://docs.goshippo.com/docs/guides_general/authentication/",
    homes: ["api.goshippo.com"],
    examples: ["shippo_live_" + fake.hex(40)],
    nearMisses: ["shippo_live_" + fake.hex(10)],
  }),
];
