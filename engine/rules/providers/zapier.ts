import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ZAPIER_RULES: readonly Rule[] = [
  providerSecret({
    id: "zapier-webhook",
    kind: "ZAPIER_WEBHOOK",
    description: "Zapier webhook address: starts a person's automation without further authentication",
    severity: "medium",
    publicPrefix: false,
    keywords: ["hooks.zapier.com/hooks/catch/"],
    pattern:
      /hooks\.zapier\.com\/hooks\/catch\/([A-Za-z0-9]{4,16}\/[A-Za-z0-9]{5,16}|[A-Za-z0-9]{14,24})(?![A-Za-z0-9])/,
    source: "https://help.zapier.com/hc/en-us/articles/8496288690317",
    homes: ["hooks.zapier.com"],
    examples: ["https://hooks.zapier.com/hooks/catch/" + fake.digits(7) + "/" + fake.lower(7) + "/"],
    nearMisses: ["https://hooks.zapier.com/hooks/catch/", "https://hooks.zapier.com/hooks/standard/1/2"],
  }),
];
