import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CONVEX_RULES: readonly Rule[] = [
  providerSecret({
    id: "convex-deploy-key",
    kind: "CONVEX_KEY",
    description: "Convex deploy key: deploys, and reads and changes all data",
    severity: "critical",
    publicPrefix: false,
    keywords: ["prod:", "dev:", "preview:"],
    pattern: /(?<![A-Za-z0-9])(?:prod|dev|preview):[a-z0-9:-]{4,60}\|[A-Za-z0-9+/_-]{40,300}={0,2}/,
    source: "https://docs.convex.dev/cli/deploy-key-types",
    homes: ["*.convex.cloud"],
    examples: ["prod:happy-otter-123|" + fake.base64(120)],
    nearMisses: ["prod:happy-otter-123|" + fake.base64(8), "dev: yes"],
  }),
];
