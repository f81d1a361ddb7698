import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TRUENAS_RULES: readonly Rule[] = [
  providerSecret({
    id: "truenas-api-key",
    kind: "TRUENAS_KEY",
    description: "TrueNAS API key in a sign-in message: manages the storage server",
    severity: "critical",
    publicPrefix: false,
    // In the parameters of a JSON-RPC message, beside which nothing names it.
    keywords: ["params", "auth.login_with_api_key"],
    named: true,
    pattern:
      /(?:params|auth\.login_with_api_key)["'\:=,\s\[\w]{1,60}?["']\s{0,8}(\d{1,6}-[A-Za-z0-9]{64})(?![A-Za-z0-9])/,
    source: "https://www.truenas.com/docs/api/scale_websocket_api.html",
    homes: [],
    examples: ['"method":"auth.login_with_api_key", "params": ["10-' + fake.alnum(64) + '"]'],
    nearMisses: [
      "auth.login_with_api_key fails",
      '"method":"auth.login_with_api_key", "params": ["10-' + fake.alnum(6) + '"]',
    ],
  }),
  vendorKey({
    id: "truenas-api-key-named",
    kind: "TRUENAS_KEY",
    description: "TrueNAS API key: manages the storage server",
    severity: "critical",
    names: ["truenas", "freenas"],
    value: /\d{1,6}-[A-Za-z0-9]{64}/,
    source: "https://www.truenas.com/docs/api/scale_rest_api.html",
    homes: [],
    examples: ["TRUENAS_API_KEY=3-" + fake.alnum(64), "truenas key 12-" + fake.alnum(64, 2)],
    nearMisses: ["truenas_id=3-" + fake.alnum(64), "truenas key 12-" + fake.alnum(20)],
  }),
];
