import { checksum, looksIssued } from "../../detectors/github_checksum.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

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

export const GITHUB_RULES: readonly Rule[] = [
  providerSecret({
    id: "github-pat",
    kind: "GITHUB_TOKEN",
    description:
      "GitHub token (personal, OAuth, app or refresh): reads and changes all that its owner granted it, code and secrets of workflows included",
    severity: "critical",
    keywords: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    pattern: /gh[pousr]_[A-Za-z0-9]{36,255}/,
    // A wrong checksum alone says little: tokens are older than checksums. It lowers only what looks typed by hand.
    validate: ({ value }) => looksIssued(value) ? "HIGH" : "MEDIUM",
    source: SOURCE,
    homes: HOMES,
    examples: [
      "ghp_" + fake.alnum(30) + checksum(fake.alnum(30)),
      "token: gho_" + fake.alnum(36),
      "x-access-token:ghs_" + fake.alnum(36, 2) + "@github.com",
      '"refresh_token": "ghr_' + fake.alnum(76) + '"',
    ],
    nearMisses: ["ghp_" + fake.alnum(20), "ghx_" + fake.alnum(36), "ghp_" + "x".repeat(36)],
  }),
  providerSecret({
    id: "github-fine-grained-pat",
    kind: "GITHUB_TOKEN",
    description: "GitHub fine-grained personal access token: acts on the repositories that its owner chose",
    severity: "critical",
    keywords: ["github_pat_"],
    pattern: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])/,
    source: SOURCE,
    homes: HOMES,
    examples: ["github_pat_11" + fake.alnum(20) + "_" + fake.alnum(59)],
    nearMisses: ["github_pat_" + fake.alnum(36), "github_pat_expires_at"],
  }),
];
