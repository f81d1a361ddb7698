import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TINES_RULES: readonly Rule[] = [
  providerSecret({
    id: "tines-webhook",
    kind: "TINES_WEBHOOK",
    description: "Tines webhook address: starts a story without further authentication",
    severity: "medium",
    publicPrefix: false,
    keywords: [".tines.com/webhook/"],
    pattern: /\.tines\.com\/webhook\/([a-z0-9]{32}\/[a-z0-9]{32})/,
    source: "https://www.tines.com/docs/actions/types/webhook/",
    homes: ["*.tines.com"],
    examples: ["https://team.tines.com/webhook/" + fake.hex(32) + "/" + fake.hex(32, 2)],
    nearMisses: ["https://team.tines.com/webhook/" + fake.hex(32)],
  }),
];
