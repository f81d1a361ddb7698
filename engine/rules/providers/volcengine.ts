import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const VOLCENGINE_RULES: readonly Rule[] = [
  providerSecret({
    id: "volcengine-access-key",
    kind: "VOLCENGINE_KEY",
    description: "Volcengine access key id: with its secret it signs requests as the account",
    keywords: ["aklt"],
    pattern: /(?<![A-Za-z0-9_-])AKLT[A-Za-z0-9_-]{43,60}(?![A-Za-z0-9_-])/,
    source: "https://www.volcengine.com/docs/6291/65568",
    homes: ["*.volcengineapi.com"],
    examples: ["AKLT" + fake.base64url(46)],
    nearMisses: ["AKLT" + fake.base64url(12), "AKLTxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
