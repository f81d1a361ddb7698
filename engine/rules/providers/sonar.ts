import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SONAR_RULES: readonly Rule[] = [
  providerSecret({
    id: "sonar-token",
    kind: "SONAR_TOKEN",
    description: "SonarQube token: reads code and its analysis",
    keywords: ["squ_", "sqp_", "sqa_"],
    pattern: /(?<![A-Za-z0-9])sq[upa]_[a-f0-9]{40}(?![A-Za-z0-9])/,
    source: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/",
    homes: ["sonarcloud.io"],
    examples: ["squ_" + fake.hex(40)],
    nearMisses: ["squ_" + fake.hex(8)],
  }),
  vendorKey({
    id: "sonar-token-legacy",
    kind: "SONAR_TOKEN",
    description: "SonarQube or SonarCloud token of the older form: reads code and its analysis",
    severity: "medium",
    names: ["sonar"],
    value: /[a-f0-9]{40}/,
    source: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/",
    homes: ["sonarcloud.io"],
    examples: ["SONAR_API_KEY=" + fake.hex(40), '{"sonar_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "sonar_id=" + fake.hex(40),
      "https://sonar.test/items/" + fake.hex(40),
      "sonar_key=" + fake.hex(12),
    ],
  }),
];
