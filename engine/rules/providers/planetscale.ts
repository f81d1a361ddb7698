import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PLANETSCALE_RULES: readonly Rule[] = [
  providerSecret({
    id: "planetscale-secret",
    kind: "PLANETSCALE_SECRET",
    description: "PlanetScale password or token: reads and changes the database",
    severity: "critical",
    keywords: ["pscale_pw_", "pscale_tkn_", "pscale_oauth_"],
    pattern: /pscale_(?:pw|tkn|oauth)_[A-Za-z0-9=._-]{32,64}/,
    source: "https://planetscale.com/docs/concepts/connection-strings",
    homes: ["api.planetscale.com", "*.psdb.cloud"],
    examples: ["pscale_pw_" + fake.base64url(43)],
    nearMisses: ["pscale_pw_" + fake.alnum(8)],
  }),
];
