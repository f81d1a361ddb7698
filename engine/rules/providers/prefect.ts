import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PREFECT_RULES: readonly Rule[] = [
  providerSecret({
    id: "prefect-api-key",
    kind: "PREFECT_KEY",
    description: "Prefect API key: runs flows in the workspace",
    keywords: ["pnu_", "pnb_"],
    pattern: /(?<![A-Za-z0-9_-])(?:pnu_|pnb_)[A-Za-z0-9]{36}(?![A-Za-z0-9])/,
    source: "https://docs.prefect.io/v3/manage/cloud/manage-users/api-keys",
    homes: ["api.prefect.cloud", "*.prefect.cloud"],
    examples: ["pnu_" + fake.alnum(36), "token: pnb_" + fake.alnum(36, 3)],
    nearMisses: ["pnu_" + fake.alnum(12), "pnu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
