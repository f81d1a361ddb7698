/** Payment providers: Stripe, Square, Shopify, Plaid, Flutterwave, PayPal's Braintree. */
import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

const STRIPE_HOMES = ["api.stripe.com", "*.stripe.com"];
const SQUARE_HOMES = ["connect.squareup.com", "connect.squareupsandbox.com", "*.squareup.com"];

export const PAYMENT_RULES: readonly Rule[] = [
  providerSecret({
    id: "stripe-secret-key",
    kind: "STRIPE_KEY",
    description: "Stripe secret or restricted key: moves money and reads customers",
    severity: "critical",
    keywords: ["sk_live_", "rk_live_", "sk_test_", "rk_test_", "sk_prod_", "rk_prod_", "sk_org_"],
    pattern: /(?<![A-Za-z0-9])[sr]k_(?:live|test|prod|org)_(?:live_|test_)?[A-Za-z0-9]{14,250}/,
    source: "https://docs.stripe.com/keys",
    homes: STRIPE_HOMES,
    examples: ["sk_live_" + fake.alnum(24), "rk_test_" + fake.alnum(99), "sk_live_51" + fake.alnum(97)],
    nearMisses: [
      "pk_live_" + fake.alnum(24),
      "sk_live_" + fake.alnum(5),
      "task_test_" + fake.alnum(24),
      "sk_test_" + "x".repeat(24),
    ],
  }),
  providerSecret({
    id: "stripe-webhook-secret",
    kind: "STRIPE_WEBHOOK_SECRET",
    description: "Stripe webhook signing secret: forges events that the receiver will believe",
    keywords: ["whsec_"],
    pattern: /(?<![A-Za-z0-9])whsec_[A-Za-z0-9+/=]{24,88}/,
    source: "https://docs.stripe.com/webhooks",
    homes: STRIPE_HOMES,
    examples: ["whsec_" + fake.alnum(32)],
    nearMisses: ["whsec_short"],
  }),
  providerSecret({
    id: "square-token",
    kind: "SQUARE_TOKEN",
    description: "Square access token or application secret: takes payments and reads customers",
    severity: "critical",
    keywords: ["sq0atp-", "sq0csp-", "eaaa"],
    pattern:
      /(?<![A-Za-z0-9])(?:sq0atp-[A-Za-z0-9_-]{22,60}|sq0csp-[A-Za-z0-9_-]{43}|EAAA[A-Za-z0-9_-]{60})(?![A-Za-z0-9_-])/,
    source: "https://developer.squareup.com/docs/build-basics/access-tokens",
    homes: SQUARE_HOMES,
    examples: ["sq0atp-" + fake.base64url(22), "sq0csp-" + fake.base64url(43)],
    nearMisses: ["sq0idp-" + fake.base64url(22), "EAAA" + fake.alnum(10)],
  }),
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
  providerSecret({
    id: "plaid-access-token",
    kind: "PLAID_TOKEN",
    description: "Plaid access token: reads a person's bank accounts",
    severity: "critical",
    keywords: ["access-sandbox-", "access-development-", "access-production-"],
    pattern: /access-(?:sandbox|development|production)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i,
    source: "https://plaid.com/docs/quickstart/glossary/",
    homes: ["*.plaid.com"],
    examples: ["access-sandbox-" + fake.uuid()],
    nearMisses: ["access-sandbox-" + fake.hex(8), "public-sandbox-" + fake.uuid()],
  }),
  providerSecret({
    id: "flutterwave-secret-key",
    kind: "FLUTTERWAVE_KEY",
    description: "Flutterwave secret or encryption key: moves money",
    keywords: ["flwseck"],
    pattern: /FLWSECK(?:_TEST|_LIVE)?-(?:[a-zA-Z0-9]{32}-X|[a-zA-Z0-9]{12})(?![A-Za-z0-9])/,
    source: "https://developer.flutterwave.com/docs/authentication",
    homes: ["*.flutterwave.com"],
    examples: ["FLWSECK_TEST-" + fake.hex(32) + "-X", "FLWSECK_TEST-" + fake.hex(12)],
    nearMisses: ["FLWPUBK_TEST-" + fake.hex(32) + "-X", "FLWSECK_TEST-" + fake.hex(5)],
  }),
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
];
