import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PERSONA_RULES: readonly Rule[] = [
  providerSecret({
    id: "persona-key",
    kind: "PERSONA_KEY",
    description: "Persona API key: reads people's identity checks",
    severity: "critical",
    keywords: ["persona_production_", "persona_sandbox_"],
    pattern:
      /(?<![A-Za-z0-9])(?:persona_production_|persona_sandbox_)[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}(?![A-Za-z0-9])/,
    source: "https://docs.withpersona.com/reference/api-keys",
    homes: ["withpersona.com", "api.withpersona.com"],
    examples: ["persona_production_" + fake.uuid(), "token: persona_sandbox_" + fake.uuid()],
    nearMisses: ["persona_production_" + fake.hex(8), "persona_production_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
