import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const FIREBASE_RULES: readonly Rule[] = [
  providerSecret({
    id: "firebase-server-key",
    kind: "FIREBASE_KEY",
    description: "Firebase Cloud Messaging server key: sends notifications to every installation",
    severity: "critical",
    keywords: ["aaaa"],
    pattern: /(?<![A-Za-z0-9_-])AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{140}(?![A-Za-z0-9_-])/,
    source: "https://firebase.google.com/docs/cloud-messaging/auth-server",
    homes: ["fcm.googleapis.com"],
    examples: ["AAAA" + fake.base64url(7, 4) + ":" + fake.base64url(140, 3)],
    nearMisses: [
      "AAAA" + fake.base64url(2, 4) + ":" + fake.base64url(12, 3),
      "AAAAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
