import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

const STRIPE_HOMES = ["api.stripe.com", "*.stripe.com"];

export const STRIPE_RULES: readonly Rule[] = [
  providerSecret({
    id: "stripe-secret-key",
    kind: "STRIPE_KEY",
    description: "Stripe secret or restricted key: moves money and reads customers",
    severity: "critical",
    keywords: ["sk_live_", "rk_live_", "sk_test_", "rk_test_", "sk_prod_", "rk_prod_", "sk_org_"],
    // WorkOS and Paystack have keys of the same prefix; theirs begin with the base64 of "key_" or are hex.
    pattern:
      /(?<![A-Za-z0-9])[sr]k_(?:live|test|prod|org)_(?:live_|test_)?(?!a2V5X|[a-f0-9]{40}(?![A-Za-z0-9]))[A-Za-z0-9]{14,250}/,
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
];
