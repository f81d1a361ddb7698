import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

export const GITLAB_RULES: readonly Rule[] = [
  providerSecret({
    id: "gitlab-token",
    kind: "GITLAB_TOKEN",
    description:
      "GitLab token (personal, deploy, trigger, runner, feed …): reads or changes code, or runs jobs",
    severity: "critical",
    keywords: [
      "glpat-",
      "gldt-",
      "glptt-",
      "glrt-",
      "glrtr-",
      "glcbt-",
      "glft-",
      "glsoat-",
      "glffct-",
      "glimt-",
      "glagent-",
      "gloas-",
      "glwt-",
    ],
    pattern:
      /(?<![A-Za-z0-9])gl(?:pat|dt|ptt|rtr?|cbt|ft|soat|ffct|imt|agent|oas|wt)-[A-Za-z0-9_=-]{20,300}(?:\.[a-z0-9.]{2,30})?/,
    source: "https://docs.gitlab.com/security/tokens/",
    homes: ["gitlab.com", "*.gitlab.com"],
    examples: [
      "glpat-" + fake.base64url(20),
      "glptt-" + fake.hex(40),
      "glrt-t1_" + fake.lower(27) + "." + fake.lower(9),
    ],
    nearMisses: [
      "glpat-" + fake.alnum(8),
      "glpat-" + "X".repeat(11) + "-" + "X".repeat(8),
      "englpat-" + fake.alnum(20),
    ],
  }),
  providerSecret({
    id: "gitlab-runner-registration-token",
    kind: "GITLAB_TOKEN",
    description: "GitLab runner registration token: adds a runner that sees the project's jobs and secrets",
    keywords: ["gr1348941"],
    pattern: /GR1348941[A-Za-z0-9_-]{20}/,
    source: "https://docs.gitlab.com/security/tokens/",
    homes: ["gitlab.com", "*.gitlab.com"],
    examples: ["GR1348941" + fake.base64url(20)],
    nearMisses: ["GR1348941" + fake.alnum(5)],
  }),
];
