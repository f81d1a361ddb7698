import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MAKE_RULES: readonly Rule[] = [
  providerSecret({
    id: "make-webhook",
    kind: "MAKE_WEBHOOK",
    description:
      "Make (Integromat) webhook address: starts a person's automation without further authentication",
    severity: "medium",
    publicPrefix: false,
    keywords: [".make.com/", "hook.integromat.com/"],
    pattern: /(?:\.make\.com|hook\.integromat\.com)\/([a-z0-9]{30,36})(?![A-Za-z0-9])/,
    source: "https://help.make.com/webhooks",
    homes: ["hook.integromat.com", "*.make.com"],
    examples: ["https://hook.eu1.make.com/" + fake.lower(32)],
    nearMisses: ["https://www.make.com/en", "https://www.make.com/en/help/" + fake.lower(32)],
  }),
];
