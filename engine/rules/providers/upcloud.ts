import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const UPCLOUD_RULES: readonly Rule[] = [
  providerSecret({
    id: "upcloud-token",
    kind: "UPCLOUD_TOKEN",
    description: "UpCloud API token: manages servers and networks",
    severity: "critical",
    keywords: ["ucat_"],
    pattern: /(?<![A-Za-z0-9])ucat_[A-Z0-9]{26}(?![A-Za-z0-9])/,
    source: "https://developers.upcloud.com/1.3/",
    homes: ["api.upcloud.com"],
    examples: ["ucat_" + fake.upper(26, 3)],
    nearMisses: ["ucat_" + fake.upper(8, 3), "ucat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
