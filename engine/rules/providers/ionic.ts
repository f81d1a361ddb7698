import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const IONIC_RULES: readonly Rule[] = [
  providerSecret({
    id: "ionic-token",
    kind: "IONIC_TOKEN",
    description: "Ionic personal access token: builds and deploys apps",
    keywords: ["ion_"],
    pattern: /(?<![A-Za-z0-9_-])ion_[A-Za-z0-9]{42}(?![A-Za-z0-9])/,
    source: "https://ionic.io/docs/appflow/personal-access-tokens",
    homes: ["api.ionicjs.com"],
    examples: ["ion_" + fake.alnum(42)],
    nearMisses: ["ion_" + fake.alnum(12), "ion_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
