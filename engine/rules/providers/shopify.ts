import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SHOPIFY_RULES: readonly Rule[] = [
  providerSecret({
    id: "shopify-token",
    kind: "SHOPIFY_TOKEN",
    description: "Shopify access token or app secret: reads and changes a shop",
    severity: "critical",
    keywords: ["shpat_", "shpca_", "shppa_", "shpss_", "shpua_"],
    pattern: /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss|ua)_[a-fA-F0-9]{32}(?![A-Za-z0-9])/,
    source: "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens",
    homes: ["*.myshopify.com", "*.shopify.com"],
    examples: ["shpat_" + fake.hex(32), "SHOP_PASSWORD=shppa_" + fake.hex(32, 2)],
    nearMisses: ["shpat_" + fake.hex(20), "shpxx_" + fake.hex(32)],
  }),
];
