import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CAL_COM_RULES: readonly Rule[] = [
  providerSecret({
    id: "cal-com-api-key",
    kind: "CAL_KEY",
    description: "Cal.com API key: reads and changes bookings",
    keywords: ["cal_live_", "cal_test_", "cal_"],
    pattern: /(?<![A-Za-z0-9_-])(?:cal_live_|cal_test_|cal_)[a-f0-9]{32}(?![A-Za-z0-9])/,
    source: "https://cal.com/docs/api-reference/v1/authentication",
    homes: ["api.cal.com"],
    examples: ["cal_live_" + fake.hex(32), "token: cal_" + fake.hex(32, 3)],
    nearMisses: ["cal_live_" + fake.hex(10), "cal_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
