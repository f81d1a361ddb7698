import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ADOBE_RULES: readonly Rule[] = [
  providerSecret({
    id: "adobe-client-secret",
    kind: "ADOBE_SECRET",
    description: "Adobe client secret: impersonates the application",
    keywords: ["p8e-"],
    pattern: /(?<![A-Za-z0-9_-])p8e-[a-f0-9]{32}(?![A-Za-z0-9])/,
    source: "https://developer.adobe.com/developer-console/docs/guides/authentication/",
    homes: ["ims-na1.adobelogin.com", "*.adobe.io"],
    examples: ["p8e-" + fake.hex(32)],
    nearMisses: ["p8e-" + fake.hex(10), "p8e-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
