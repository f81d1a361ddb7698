import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BRAINTREE_RULES: readonly Rule[] = [
  providerSecret({
    id: "braintree-access-token",
    kind: "BRAINTREE_TOKEN",
    description: "Braintree access token: takes and refunds payments",
    severity: "critical",
    keywords: ["access_token$"],
    pattern: /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}/,
    source: "https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens",
    homes: ["*.braintreegateway.com", "*.braintree-api.com"],
    examples: ["access_token$production$" + fake.lower(16) + "$" + fake.hex(32)],
    nearMisses: ["access_token$production$" + fake.lower(16)],
  }),
  vendorKey({
    id: "braintree-private-key",
    kind: "BRAINTREE_KEY",
    description: "Braintree private key: takes and refunds payments",
    severity: "critical",
    names: ["braintree"],
    value: /[a-f0-9]{32}/,
    source: "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials",
    homes: ["*.braintreegateway.com"],
    examples: ["BRAINTREE_API_KEY=" + fake.hex(32), '{"braintree_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "braintree_id=" + fake.hex(32),
      "https://braintree.test/items/" + fake.hex(32),
      "braintree_key=" + fake.hex(10),
    ],
  }),
];
