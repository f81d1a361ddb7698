import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MERCADOPAGO_RULES: readonly Rule[] = [
  providerSecret({
    id: "mercadopago-token",
    kind: "MERCADOPAGO_TOKEN",
    description: "Mercado Pago access token: takes and refunds payments",
    severity: "critical",
    keywords: ["app_usr-", "test-"],
    pattern:
      /(?<![A-Za-z0-9])(?:APP_USR-|TEST-)[0-9]{12,19}-[0-9]{6}-[a-f0-9]{32}-[0-9]{6,12}(?![A-Za-z0-9])/,
    source: "https://www.mercadopago.com/developers/en/docs/your-integrations/credentials",
    homes: ["api.mercadopago.com"],
    examples: [
      "APP_USR-" + fake.digits(15) + "-" + fake.digits(6, 3) + "-" + fake.hex(32, 5) + "-" +
      fake.digits(9, 7),
      "token: TEST-" + fake.digits(15, 3) + "-" + fake.digits(6, 5) + "-" + fake.hex(32, 7) + "-" +
      fake.digits(9, 9),
    ],
    nearMisses: [
      "APP_USR-" + fake.digits(4) + "-" + fake.digits(2, 3) + "-" + fake.hex(10, 5) + "-" + fake.digits(2, 7),
      "APP_USR-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
