import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const HUGGINGFACE_RULES: readonly Rule[] = [
  providerSecret({
    id: "huggingface-token",
    kind: "HUGGINGFACE_TOKEN",
    description: "Hugging Face token: reads and writes its owner's models and data sets",
    keywords: ["hf_", "api_org_"],
    pattern: /(?<![A-Za-z0-9])(?:hf_|api_org_)[A-Za-z]{34}(?![A-Za-z0-9])/,
    source: "https://huggingface.co/docs/hub/security-tokens",
    homes: ["huggingface.co", "*.huggingface.co"],
    examples: ["hf_" + fake.letters(34)],
    nearMisses: ["hf_" + fake.letters(20), "hf_transfer_is_a_name_of_a_package"],
  }),
];
