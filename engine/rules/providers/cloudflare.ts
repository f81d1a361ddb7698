import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CLOUDFLARE_RULES: readonly Rule[] = [
  providerSecret({
    id: "cloudflare-token",
    kind: "CLOUDFLARE_TOKEN",
    description: "Cloudflare API token or origin CA key: changes DNS, certificates and workers",
    severity: "critical",
    keywords: ["cfat_", "cfut_", "v1.0-"],
    pattern: /(?<![A-Za-z0-9])(?:cf[au]t_[A-Za-z0-9]{40,60}|v1\.0-[a-f0-9]{24}-[a-f0-9]{146})(?![A-Za-z0-9])/,
    source: "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
    homes: ["api.cloudflare.com"],
    examples: ["cfat_" + fake.alnum(48), "v1.0-" + fake.hex(24) + "-" + fake.hex(146)],
    nearMisses: ["cfat_" + fake.alnum(10), "v1.0-beta"],
  }),
  vendorKey({
    id: "cloudflare-api-token-legacy",
    kind: "CLOUDFLARE_TOKEN",
    description: "Cloudflare API token of the older form: changes DNS, certificates and workers",
    severity: "critical",
    names: ["cloudflare", "cf_api"],
    value: /[A-Za-z0-9_-]{40}/,
    source: "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
    homes: ["api.cloudflare.com"],
    examples: [
      "CLOUDFLARE_API_KEY=" + fake.base64url(40, 2),
      '{"cloudflare_token": "' + fake.base64url(40, 5) + '"}',
    ],
    nearMisses: [
      "cloudflare_id=" + fake.base64url(40, 2),
      "https://cloudflare.test/items/" + fake.base64url(40, 2),
      "cloudflare_key=" + fake.base64url(12, 2),
    ],
  }),
  vendorKey({
    id: "cloudflare-global-api-key",
    kind: "CLOUDFLARE_KEY",
    description: "Cloudflare global API key: with its owner's mail address it changes everything",
    severity: "critical",
    names: ["cloudflare", "cf_api"],
    value: /[a-f0-9]{37}/,
    source: "https://developers.cloudflare.com/fundamentals/api/get-started/keys/",
    homes: ["api.cloudflare.com"],
    examples: ["CLOUDFLARE_API_KEY=" + fake.hex(37), '{"cloudflare_token": "' + fake.hex(37, 5) + '"}'],
    nearMisses: [
      "cloudflare_id=" + fake.hex(37),
      "https://cloudflare.test/items/" + fake.hex(37),
      "cloudflare_key=" + fake.hex(12),
    ],
  }),
];
