import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DIGITALOCEAN_RULES: readonly Rule[] = [
  providerSecret({
    id: "digitalocean-token",
    kind: "DIGITALOCEAN_TOKEN",
    description: "DigitalOcean token: manages servers, volumes and databases",
    severity: "critical",
    keywords: ["dop_v1_", "doo_v1_", "dor_v1_"],
    pattern: /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
    homes: ["api.digitalocean.com", "*.digitalocean.com"],
    examples: ["dop_v1_" + fake.hex(64)],
    nearMisses: ["dop_v1_" + fake.hex(20)],
  }),
];
