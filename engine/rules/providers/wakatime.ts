import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const WAKATIME_RULES: readonly Rule[] = [
  providerSecret({
    id: "wakatime-key",
    kind: "WAKATIME_KEY",
    description: "WakaTime API key: reads what its owner works on",
    severity: "medium",
    keywords: ["waka_"],
    pattern: /(?<![A-Za-z0-9])waka_[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}(?![A-Za-z0-9])/,
    source: "https://wakatime.com/developers",
    homes: ["api.wakatime.com", "wakatime.com"],
    examples: ["waka_" + fake.uuid()],
    nearMisses: ["waka_" + fake.hex(8), "waka_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
