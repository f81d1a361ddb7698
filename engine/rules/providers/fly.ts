import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const FLY_RULES: readonly Rule[] = [
  providerSecret({
    id: "fly-token",
    kind: "FLY_TOKEN",
    description: "Fly.io token: deploys and reaches machines",
    severity: "critical",
    keywords: ["fo1_", "fm1r_", "fm1a_", "fm2_"],
    pattern:
      /(?<![A-Za-z0-9])(?:fo1_[A-Za-z0-9_-]{43}|fm1[ar]_[A-Za-z0-9+/]{60,2000}={0,3}|fm2_[A-Za-z0-9+/]{60,2000}={0,3})(?![A-Za-z0-9])/,
    source: "https://fly.io/docs/security/tokens/",
    homes: ["api.fly.io", "api.machines.dev"],
    examples: ["fo1_" + fake.base64url(43), "fm2_" + fake.base64(100)],
    nearMisses: ["fo1_" + "x".repeat(43), "fm2_" + fake.base64(10)],
  }),
  vendorKey({
    id: "fly-token-legacy",
    kind: "FLY_TOKEN",
    description: "Fly.io token of the older form: deploys and reaches machines",
    names: ["fly_api", "flyio", "fly.io"],
    value: /[A-Za-z0-9_-]{43}/,
    source: "https://fly.io/docs/security/tokens/",
    homes: ["api.fly.io", "api.machines.dev"],
    examples: ["FLY_API_API_KEY=" + fake.base64url(43), '{"fly_api_token": "' + fake.base64url(43, 7) + '"}'],
    nearMisses: [
      "fly_api_id=" + fake.base64url(43),
      "https://fly_api.test/items/" + fake.base64url(43),
      "fly_api_key=" + fake.base64url(12),
    ],
  }),
];
