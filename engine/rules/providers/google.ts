import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

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
  providerSecret({
    id: "google-hmac-key",
    kind: "GOOGLE_KEY",
    description: "Google Cloud Storage HMAC key id of a service account: with its secret it signs requests",
    keywords: ["goog1e"],
    pattern: /(?<![A-Za-z0-9])GOOG1E[A-Z0-9]{55}(?![A-Za-z0-9])/,
    source: "https://cloud.google.com/storage/docs/authentication/hmackeys",
    homes: HOMES,
    examples: ["GOOG1E" + fake.upper(55)],
    nearMisses: ["GOOG1E" + fake.upper(10)],
  }),
  vendorKey({
    id: "google-oauth-client-secret-legacy",
    kind: "GOOGLE_CLIENT_SECRET",
    description: "Google OAuth client secret of the older form: impersonates the application",
    names: [
      "apps.googleusercontent.com",
      "google_client",
      "google-client",
      "googleclient",
      "google_secret",
      "google_oauth",
    ],
    value: /[A-Za-z0-9_-]{24}/,
    source: "https://developers.google.com/identity/protocols/oauth2/web-server",
    homes: HOMES,
    examples: ["GOOGLE_CLIENT_SECRET=" + fake.base64url(24, 4)],
    nearMisses: ["google_client_id=" + fake.base64url(24, 4), "GOOGLE_CLIENT_SECRET=" + fake.alnum(8)],
  }),
];
