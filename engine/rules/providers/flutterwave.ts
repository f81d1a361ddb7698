import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const FLUTTERWAVE_RULES: readonly Rule[] = [
  providerSecret({
    id: "flutterwave-secret-key",
    kind: "FLUTTERWAVE_KEY",
    description: "Flutterwave secret or encryption key: moves money",
    keywords: ["flwseck"],
    pattern: /FLWSECK(?:_TEST|_LIVE)?-(?:[a-zA-Z0-9]{32}-X|[a-zA-Z0-9]{12})(?![A-Za-z0-9])/,
    source: "https://developer.flutterwave.com/docs/authentication",
    homes: ["*.flutterwave.com"],
    examples: ["FLWSECK_TEST-" + fake.hex(32) + "-X", "FLWSECK_TEST-" + fake.hex(12)],
    nearMisses: ["FLWPUBK_TEST-" + fake.hex(32) + "-X", "FLWSECK_TEST-" + fake.hex(5)],
  }),
];
