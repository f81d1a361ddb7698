import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MODAL_RULES: readonly Rule[] = [
  providerSecret({
    id: "modal-token-secret",
    kind: "MODAL_TOKEN",
    description: "Modal token secret: runs code in the workspace",
    severity: "critical",
    keywords: ["as-"],
    pattern: /(?<![A-Za-z0-9_-])as-[A-Za-z0-9]{22}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://modal.com/docs/reference/modal.config",
    homes: ["api.modal.com"],
    examples: ["as-" + fake.alnum(22)],
    nearMisses: ["as-" + fake.alnum(7), "as-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
