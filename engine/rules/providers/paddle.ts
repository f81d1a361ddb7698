import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PADDLE_RULES: readonly Rule[] = [
  providerSecret({
    id: "paddle-api-key",
    kind: "PADDLE_KEY",
    description: "Paddle API key: reads customers and changes subscriptions",
    severity: "critical",
    keywords: ["pdl_live_apikey_", "pdl_sdbx_apikey_"],
    pattern:
      /(?<![A-Za-z0-9])(?:pdl_live_apikey_|pdl_sdbx_apikey_)[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}(?![A-Za-z0-9])/,
    source: "https://developer.paddle.com/api-reference/about/api-keys",
    homes: ["api.paddle.com", "sandbox-api.paddle.com"],
    examples: [
      "pdl_live_apikey_" + fake.lower(26) + "_" + fake.alnum(22, 3) + "_" + fake.alnum(3, 5),
      "token: pdl_sdbx_apikey_" + fake.lower(26, 3) + "_" + fake.alnum(22, 5) + "_" + fake.alnum(3, 7),
    ],
    nearMisses: [
      "pdl_live_apikey_" + fake.lower(8) + "_" + fake.alnum(7, 3) + "_" + fake.alnum(1, 5),
      "pdl_live_apikey_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
