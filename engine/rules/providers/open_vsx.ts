import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const OPEN_VSX_RULES: readonly Rule[] = [
  providerSecret({
    id: "open-vsx-token",
    kind: "OPEN_VSX_TOKEN",
    description: "Open VSX token: publishes editor extensions in its owner's name",
    severity: "critical",
    keywords: ["ovsxat_"],
    pattern: /(?<![A-Za-z0-9])ovsxat_[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}(?![A-Za-z0-9])/,
    source: "https://github.com/eclipse/openvsx/wiki/Publishing-Extensions",
    homes: ["open-vsx.org"],
    examples: ["ovsxat_" + fake.uuid()],
    nearMisses: ["ovsxat_" + fake.hex(8), "ovsxat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
