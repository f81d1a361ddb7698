import { hasGithubChecksum } from "../detectors/github_checksum.ts";
import type { Rule } from "./rule.ts";

const SOURCE =
  "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github";
const HOMES = [
  "github.com",
  "*.github.com",
  "*.githubusercontent.com",
  "ghcr.io",
  "*.ghe.com",
  "models.github.ai",
];
const BODY = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

export const GITHUB_RULES: readonly Rule[] = [
  {
    trigger: "keyword",
    id: "github-pat",
    kind: "GITHUB_TOKEN",
    class: "SECRETS",
    description:
      "GitHub token (personal, OAuth, app or refresh): reads and changes all that its owner granted it, code and secrets of workflows included",
    severity: "critical",
    confidence: "HIGH",
    keywords: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    pattern: /gh[pousr]_[A-Za-z0-9]{36,255}/,
    publicPrefix: true,
    validate: ({ value }) => (value.length === 40 && !hasGithubChecksum(value) ? "MEDIUM" : "HIGH"),
    source: SOURCE,
    homes: HOMES,
    examples: ["ghp_" + BODY, "token: gho_" + BODY, "x-access-token:ghs_" + BODY + "@github.com"],
    nearMisses: ["ghp_" + BODY.slice(0, 20), "ghx_" + BODY, "ghp_oh-what-a-fine-name-for-a-variable"],
  },
  {
    trigger: "keyword",
    id: "github-fine-grained-pat",
    kind: "GITHUB_TOKEN",
    class: "SECRETS",
    description: "GitHub fine-grained personal access token: acts on the repositories its owner chose",
    severity: "critical",
    confidence: "HIGH",
    keywords: ["github_pat_"],
    pattern: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])/,
    publicPrefix: true,
    source: SOURCE,
    homes: HOMES,
    examples: ["github_pat_" + "11" + BODY.slice(0, 20) + "_" + BODY + BODY.slice(0, 23)],
    nearMisses: ["github_pat_" + BODY, "github_pat_expires_at"],
  },
];
