import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TRIGGER_DEV_RULES: readonly Rule[] = [
  providerSecret({
    id: "trigger-dev-key",
    kind: "TRIGGER_KEY",
    description: "Trigger.dev secret key: runs tasks and reads their results",
    keywords: ["tr_dev_", "tr_prod_", "tr_stg_", "tr_preview_", "tr_pat_"],
    pattern:
      /(?<![A-Za-z0-9])(?:tr_dev_|tr_prod_|tr_stg_|tr_preview_|tr_pat_)[A-Za-z0-9]{20,40}(?![A-Za-z0-9])/,
    source: "https://trigger.dev/docs/apikeys",
    homes: ["api.trigger.dev"],
    examples: ["tr_dev_" + fake.alnum(24, 2), "token: tr_pat_" + fake.alnum(24, 3)],
    nearMisses: ["tr_dev_" + fake.alnum(6, 2), "tr_dev_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
