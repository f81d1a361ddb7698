import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const VAULT_RULES: readonly Rule[] = [
  providerSecret({
    id: "vault-token",
    kind: "VAULT_TOKEN",
    description: "HashiCorp Vault token: reads the secrets that its policies allow",
    severity: "critical",
    keywords: ["hvs.", "hvb.", "hvr.", "s.caes"],
    pattern:
      /(?<![A-Za-z0-9])(?:hv[sbr]\.[A-Za-z0-9_-]{24,600}|s\.CAES[A-Za-z0-9_-]{80,120})(?![A-Za-z0-9_-])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.5, minDigits: 1 }) ? "HIGH" : null),
    source: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
    homes: [],
    examples: ["hvs." + fake.base64url(90), "VAULT_TOKEN=hvs." + fake.alnum(24)],
    nearMisses: ["hvs.short", "hvs.addComponentsFromRegistry.now"],
  }),
  providerSecret({
    id: "vault-legacy-token",
    kind: "VAULT_TOKEN",
    description: "HashiCorp Vault service token of the older form: reads the secrets that its policies allow",
    severity: "critical",
    keywords: ["s."],
    pattern: /(?<![A-Za-z0-9_-])s\.[A-Za-z0-9]{24}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
    homes: [],
    examples: ["s." + fake.alnum(24, 2)],
    nearMisses: ["s." + fake.alnum(8, 2), "s.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
