import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SUPABASE_RULES: readonly Rule[] = [
  providerSecret({
    id: "supabase-token",
    kind: "SUPABASE_TOKEN",
    description: "Supabase access token or secret key: manages projects, or bypasses row-level security",
    severity: "critical",
    keywords: ["sbp_", "sb_secret_"],
    pattern: /(?<![A-Za-z0-9])(?:sbp_[a-f0-9]{40}|sb_secret_[A-Za-z0-9_-]{31})(?![A-Za-z0-9])/,
    source: "https://supabase.com/docs/guides/api/api-keys",
    homes: ["api.supabase.com", "*.supabase.co"],
    examples: ["sbp_" + fake.hex(40), "sb_secret_" + fake.base64url(31)],
    nearMisses: ["sbp_" + fake.hex(12), "sb_publishable_" + fake.base64url(31)],
  }),
];
