import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const NETLIFY_RULES: readonly Rule[] = [
  providerSecret({
    id: "netlify-token",
    kind: "NETLIFY_TOKEN",
    description: "Netlify access token: deploys sites and reads their variables",
    severity: "critical",
    keywords: ["nfp_", "nfc_", "nfo_", "nfu_", "nfb_"],
    pattern: /(?<![A-Za-z0-9_-])(?:nfp_|nfc_|nfo_|nfu_|nfb_)[A-Za-z0-9]{36}(?![A-Za-z0-9])/,
    source: "https://docs.netlify.com/api/get-started/",
    homes: ["api.netlify.com"],
    examples: ["nfp_" + fake.alnum(36), "token: nfb_" + fake.alnum(36, 3)],
    nearMisses: ["nfp_" + fake.alnum(12), "nfp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "netlify-token-legacy",
    kind: "NETLIFY_TOKEN",
    description: "Netlify access token of the older form: deploys sites and reads their variables",
    names: ["netlify"],
    value: /[A-Za-z0-9_-]{40,46}/,
    source: "https://docs.netlify.com/api/get-started/",
    homes: ["api.netlify.com"],
    examples: ["NETLIFY_API_KEY=" + fake.base64url(43), '{"netlify_token": "' + fake.base64url(43, 7) + '"}'],
    nearMisses: [
      "netlify_id=" + fake.base64url(43),
      "https://netlify.test/items/" + fake.base64url(43),
      "netlify_key=" + fake.base64url(12),
    ],
  }),
];
