import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HERE_RULES: readonly Rule[] = [
  vendorKey({
    id: "here-api-key",
    kind: "HERE_KEY",
    description: "HERE API key: loads maps at its owner's cost",
    severity: "medium",
    names: ["here_api", "hereapi", "here_maps"],
    value: /[A-Za-z0-9_-]{43}/,
    source:
      "https://www.here.com/docs/bundle/identity-and-access-management-developer-guide/page/topics/plat-using-apikeys.html",
    homes: ["*.hereapi.com"],
    examples: [
      "HERE_API_API_KEY=" + fake.base64url(43),
      '{"here_api_token": "' + fake.base64url(43, 7) + '"}',
    ],
    nearMisses: [
      "here_api_id=" + fake.base64url(43),
      "https://here_api.test/items/" + fake.base64url(43),
      "here_api_key=" + fake.base64url(12),
    ],
  }),
];
