import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CONFLUENT_RULES: readonly Rule[] = [
  providerSecret({
    id: "confluent-secret",
    kind: "CONFLUENT_SECRET",
    description: "Confluent Cloud API secret: reads and writes streams",
    severity: "critical",
    keywords: ["cflt"],
    pattern: /(?<![A-Za-z0-9_-])cflt[A-Za-z0-9+/]{60}(?![A-Za-z0-9])/,
    source:
      "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
    homes: ["*.confluent.cloud"],
    examples: ["cflt" + fake.base64(60)],
    nearMisses: ["cflt" + fake.base64(12), "cfltxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "confluent-api-key",
    kind: "CONFLUENT_KEY",
    description: "Confluent API key: names the secret that reads and writes streams",
    severity: "medium",
    names: ["confluent"],
    value: /[A-Z0-9]{16}/,
    source:
      "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
    homes: ["*.confluent.cloud"],
    examples: ["CONFLUENT_API_KEY=" + fake.upper(16), '{"confluent_token": "' + fake.upper(16, 6) + '"}'],
    nearMisses: [
      "confluent_id=" + fake.upper(16),
      "https://confluent.test/items/" + fake.upper(16),
      "confluent_key=" + fake.upper(5),
    ],
  }),
  vendorKey({
    id: "confluent-api-secret-legacy",
    kind: "CONFLUENT_SECRET",
    description: "Confluent API secret of the older form: reads and writes streams",
    severity: "critical",
    names: ["confluent"],
    value: /[A-Za-z0-9+/]{64}/,
    source:
      "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
    homes: ["*.confluent.cloud"],
    examples: [
      "CONFLUENT_API_KEY=" + fake.base64(64, 2),
      '{"confluent_token": "' + fake.base64(64, 5) + '"}',
    ],
    nearMisses: [
      "confluent_id=" + fake.base64(64, 2),
      "https://confluent.test/items/" + fake.base64(64, 2),
      "confluent_key=" + fake.base64(12, 2),
    ],
  }),
];
