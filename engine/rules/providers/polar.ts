import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const POLAR_RULES: readonly Rule[] = [
  providerSecret({
    id: "polar-token",
    kind: "POLAR_TOKEN",
    description: "Polar token: reads customers and changes products",
    keywords: ["polar_oat_", "polar_pat_", "polar_rst_", "polar_at_u_", "polar_at_o_"],
    pattern:
      /(?<![A-Za-z0-9])(?:polar_oat_|polar_pat_|polar_rst_|polar_at_u_|polar_at_o_)[A-Za-z0-9_-]{32,60}(?![A-Za-z0-9_-])/,
    source: "https://polar.sh/docs/integrate/oat",
    homes: ["api.polar.sh", "sandbox-api.polar.sh"],
    examples: ["polar_oat_" + fake.base64url(36), "token: polar_at_o_" + fake.base64url(36, 3)],
    nearMisses: ["polar_oat_" + fake.base64url(10), "polar_oat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
