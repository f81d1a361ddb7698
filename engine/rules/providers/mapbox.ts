import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MAPBOX_RULES: readonly Rule[] = [
  providerSecret({
    id: "mapbox-public-token",
    kind: "MAPBOX_TOKEN",
    description: "Mapbox public or temporary token: loads maps at its owner's cost",
    severity: "medium",
    keywords: ["pk.eyj", "tk.eyj"],
    pattern:
      /(?<![A-Za-z0-9])(?:pk\.eyJ|tk\.eyJ)[A-Za-z0-9_-]{60,200}\.[A-Za-z0-9_-]{20,26}(?![A-Za-z0-9_-])/,
    source: "https://docs.mapbox.com/help/glossary/access-token/",
    homes: ["api.mapbox.com", "*.mapbox.com"],
    examples: [
      "pk.eyJ" + fake.base64url(64, 2) + "." + fake.base64url(23, 3),
      "token: tk.eyJ" + fake.base64url(64, 3) + "." + fake.base64url(23, 6),
    ],
    nearMisses: [
      "pk.eyJ" + fake.base64url(12, 2) + "." + fake.base64url(6, 3),
      "pk.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
  providerSecret({
    id: "mapbox-secret-token",
    kind: "MAPBOX_TOKEN",
    description: "Mapbox secret token: changes maps and reads the account's tokens",
    keywords: ["sk.eyj"],
    pattern: /(?<![A-Za-z0-9])sk\.eyJ[A-Za-z0-9_-]{60,200}\.[A-Za-z0-9_-]{20,26}(?![A-Za-z0-9_-])/,
    source: "https://docs.mapbox.com/help/glossary/access-token/",
    homes: ["api.mapbox.com"],
    examples: ["sk.eyJ" + fake.base64url(64, 2) + "." + fake.base64url(23, 3)],
    nearMisses: [
      "sk.eyJ" + fake.base64url(12, 2) + "." + fake.base64url(6, 3),
      "sk.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
