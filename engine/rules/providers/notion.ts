import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const NOTION_RULES: readonly Rule[] = [
  providerSecret({
    id: "notion-token",
    kind: "NOTION_TOKEN",
    description: "Notion integration token: reads and changes the pages shared with it",
    keywords: ["ntn_", "secret_"],
    pattern: /(?<![A-Za-z0-9_])(?:ntn_[A-Za-z0-9]{40,50}|secret_[A-Za-z0-9]{43})(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.8, minDigits: 3 }) ? "HIGH" : null),
    source: "https://developers.notion.com/docs/authorization",
    homes: ["api.notion.com"],
    examples: ["ntn_" + fake.digits(11) + fake.alnum(35), "secret_" + fake.alnum(43)],
    nearMisses: ["ntn_" + fake.alnum(8), "secret_key_of_the_application_in_production"],
  }),
];
