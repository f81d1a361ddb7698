/** Monitoring and logs: Grafana, New Relic, Sentry, Dynatrace, SonarQube. */
import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

export const OBSERVABILITY_RULES: readonly Rule[] = [
  providerSecret({
    id: "grafana-token",
    kind: "GRAFANA_TOKEN",
    description: "Grafana service account or cloud token: reads dashboards and data sources",
    keywords: ["glsa_", "glc_", "eyjrijoi"],
    pattern:
      /(?<![A-Za-z0-9])(?:glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/]{32,400}={0,3}|eyJrIjoi[A-Za-z0-9]{70,400}={0,3})(?![A-Za-z0-9])/,
    source: "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
    homes: ["*.grafana.net", "grafana.com"],
    examples: ["glsa_" + fake.alnum(32) + "_" + fake.hex(8), "glc_" + fake.base64(100)],
    nearMisses: ["glsa_" + fake.alnum(8), "glc_" + fake.alnum(8)],
  }),
  providerSecret({
    id: "new-relic-key",
    kind: "NEW_RELIC_KEY",
    description: "New Relic key: reads or writes the account's data",
    keywords: ["nrak-", "nrii-", "nriq-", "nrra-", "nraa-", "nral"],
    pattern:
      /(?<![A-Za-z0-9])(?:NRAK-[A-Z0-9]{27}|NR(?:II|IQ|RA|AA)-[A-Za-z0-9_-]{32}|(?:eu01xx)?[a-f0-9]{32,36}NRAL)(?![A-Za-z0-9])/i,
    lead: 42,
    publicPrefix: false,
    source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    homes: ["*.newrelic.com", "*.nr-data.net"],
    examples: ["NRAK-" + fake.upper(27), "NRII-" + fake.base64url(32), fake.hex(36) + "NRAL"],
    nearMisses: ["NRAK-" + fake.upper(8), "NRAL"],
  }),
  providerSecret({
    id: "sentry-token",
    kind: "SENTRY_TOKEN",
    description: "Sentry token: reads errors and changes projects",
    keywords: ["sntryu_", "sntrys_"],
    pattern: /(?<![A-Za-z0-9])(?:sntryu_[a-f0-9]{64}(?![A-Za-z0-9])|sntrys_eyJ[A-Za-z0-9+/=_-]{80,600})/,
    source: "https://docs.sentry.io/account/auth-tokens/",
    homes: ["sentry.io", "*.sentry.io"],
    examples: ["sntryu_" + fake.hex(64)],
    nearMisses: ["sntryu_" + fake.hex(10), "sntryu_" + "a".repeat(64)],
  }),
  providerSecret({
    id: "dynatrace-token",
    kind: "DYNATRACE_TOKEN",
    description: "Dynatrace token: reads monitoring data, or changes its settings",
    keywords: ["dt0c01.", "dt0s01.", "dt0s02.", "dt0s16."],
    pattern: /dt0[cs]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}(?![A-Za-z0-9])/i,
    source:
      "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
    homes: ["*.dynatrace.com"],
    examples: ["dt0c01." + fake.upper(24) + "." + fake.upper(64)],
    nearMisses: ["dt0c01." + fake.upper(24)],
  }),
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
];
