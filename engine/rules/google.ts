import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

const HOMES = ["*.googleapis.com", "accounts.google.com", "*.google.com"];

export const GOOGLE_RULES: readonly Rule[] = [
  providerSecret({
    id: "google-api-key",
    kind: "GOOGLE_API_KEY",
    description: "Google API key: uses its project's quota (Maps, Gemini, Firebase …)",
    keywords: ["aiza"],
    pattern: /(?<![A-Za-z0-9_])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_])/,
    source: "https://cloud.google.com/docs/authentication/api-keys",
    homes: HOMES,
    examples: [
      "AIza" + "Sy" + fake.base64url(33),
      "https://maps.googleapis.test/x?key=AIza" + "Sy" + fake.alnum(33),
    ],
    nearMisses: ["AIza" + fake.alnum(20), "AIza" + "x".repeat(35)],
  }),
  providerSecret({
    id: "google-oauth-token",
    kind: "GOOGLE_TOKEN",
    description: "Google OAuth access or refresh token: reads and writes the person's mail, files or cloud",
    severity: "critical",
    keywords: ["ya29.", "1//0"],
    pattern: /(?<![A-Za-z0-9])(?:ya29\.[A-Za-z0-9_-]{30,500}|1\/\/0[A-Za-z0-9_-]{40,200})/,
    source: "https://developers.google.com/identity/protocols/oauth2",
    homes: HOMES,
    examples: ["ya29.a0" + fake.base64url(150), "1//0" + fake.base64url(60)],
    nearMisses: ["ya29.short", "1//0/1"],
  }),
  providerSecret({
    id: "google-oauth-client-secret",
    kind: "GOOGLE_CLIENT_SECRET",
    description: "Google OAuth client secret: impersonates the application",
    keywords: ["gocspx-"],
    pattern: /GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])/,
    source: "https://developers.google.com/identity/protocols/oauth2/web-server",
    homes: HOMES,
    examples: ["GOCSPX-" + fake.base64url(28)],
    nearMisses: ["GOCSPX-" + fake.base64url(10)],
  }),
];
