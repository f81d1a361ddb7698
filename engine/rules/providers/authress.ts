import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const AUTHRESS_RULES: readonly Rule[] = [
  providerSecret({
    id: "authress-key",
    kind: "AUTHRESS_KEY",
    description: "Authress service client access key: grants and revokes rights",
    severity: "critical",
    keywords: ["sc_", "ext_", "scauth_", "authress_"],
    pattern:
      /(?<![A-Za-z0-9])(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[a-zA-Z0-9+/_=-]{30,120}/,
    source: "https://authress.io/knowledge-base/docs/authorization/service-clients",
    homes: ["*.authress.io"],
    examples: [
      "sc_" + fake.lower(12) + "." + fake.lower(5) + ".acc-" + fake.lower(20) + "." + fake.base64(60),
    ],
    nearMisses: ["sc_" + fake.lower(12), "ext_call.name.acc"],
  }),
];
