import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TYPEFORM_RULES: readonly Rule[] = [
  providerSecret({
    id: "typeform-token",
    kind: "TYPEFORM_TOKEN",
    description: "Typeform access token: reads forms and the answers of those who filled them in",
    keywords: ["tfp_"],
    pattern: /(?<![A-Za-z0-9])tfp_[A-Za-z0-9_-]{40,64}(?![A-Za-z0-9_-])/,
    source: "https://www.typeform.com/developers/get-started/personal-access-token/",
    homes: ["api.typeform.com"],
    examples: ["tfp_" + fake.alnum(44)],
    nearMisses: ["tfp_" + fake.alnum(10)],
  }),
];
