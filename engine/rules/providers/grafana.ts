import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const GRAFANA_RULES: readonly Rule[] = [
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
];
