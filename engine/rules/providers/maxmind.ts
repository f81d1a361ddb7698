import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MAXMIND_RULES: readonly Rule[] = [
  providerSecret({
    id: "maxmind-license-key",
    kind: "MAXMIND_KEY",
    description: "MaxMind licence key: downloads databases at its owner's cost",
    severity: "medium",
    publicPrefix: false,
    keywords: ["_mmk"],
    lead: 36,
    pattern: /(?<![A-Za-z0-9_])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9])/,
    source: "https://dev.maxmind.com/geoip/docs/web-services/requests/",
    homes: ["*.maxmind.com"],
    examples: [fake.alnum(6) + "_" + fake.alnum(29, 2) + "_mmk"],
    nearMisses: ["license_mmk", fake.alnum(20) + "_mmk"],
  }),
];
