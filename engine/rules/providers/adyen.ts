import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ADYEN_RULES: readonly Rule[] = [
  providerSecret({
    id: "adyen-api-key",
    kind: "ADYEN_KEY",
    description: "Adyen API key: takes and refunds payments",
    severity: "critical",
    keywords: ["aqe"],
    pattern: /(?<![A-Za-z0-9+/])AQE[A-Za-z0-9+/]{20,120}={0,2}-[A-Za-z0-9+/]{20,80}={0,2}-[\x21-\x7e]{8,40}/,
    source: "https://docs.adyen.com/development-resources/api-credentials/",
    homes: ["*.adyen.com", "*.adyenpayments.com"],
    examples: ["AQE" + fake.base64(61) + "==-" + fake.base64(43) + "=-" + fake.alnum(16)],
    nearMisses: ["AQE" + fake.base64(61), "AQE-" + fake.alnum(20)],
  }),
];
