import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DOPPLER_RULES: readonly Rule[] = [
  providerSecret({
    id: "doppler-token",
    kind: "DOPPLER_TOKEN",
    description: "Doppler token: reads the secrets of its project",
    severity: "critical",
    keywords: ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."],
    pattern:
      /(?<![A-Za-z0-9])dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}(?![A-Za-z0-9])/,
    source: "https://docs.doppler.com/reference/auth-token-formats",
    homes: ["api.doppler.com"],
    examples: ["dp.pt." + fake.alnum(43), "dp.st.dev." + fake.alnum(43)],
    nearMisses: ["dp.pt." + fake.alnum(8)],
  }),
];
