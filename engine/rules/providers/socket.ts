import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SOCKET_RULES: readonly Rule[] = [
  providerSecret({
    id: "socket-api-token",
    kind: "SOCKET_TOKEN",
    description: "Socket API token: reads projects and their dependencies",
    severity: "medium",
    keywords: ["sktsec_"],
    pattern: /(?<![A-Za-z0-9])sktsec_[A-Za-z0-9_-]{38,46}(?![A-Za-z0-9_-])/,
    source: "https://docs.socket.dev/docs/api-keys",
    homes: ["api.socket.dev"],
    examples: ["sktsec_" + fake.base64url(41)],
    nearMisses: ["sktsec_" + fake.base64url(12), "sktsec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
