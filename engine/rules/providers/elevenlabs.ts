import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ELEVENLABS_RULES: readonly Rule[] = [
  providerSecret({
    id: "elevenlabs-api-key",
    kind: "ELEVENLABS_KEY",
    description: "ElevenLabs API key: makes speech, and copies of voices, at its owner's cost",
    keywords: ["sk_"],
    pattern: /(?<![A-Za-z0-9_-])sk_[a-f0-9]{48}(?![A-Za-z0-9])/,
    source: "https://elevenlabs.io/docs/api-reference/authentication",
    homes: ["api.elevenlabs.io"],
    examples: ["sk_" + fake.hex(48)],
    nearMisses: ["sk_" + fake.hex(12), "sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
