import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CRATES_IO_RULES: readonly Rule[] = [
  providerSecret({
    id: "crates-io-token",
    kind: "CRATES_TOKEN",
    description: "crates.io API token: publishes crates in its owner's name",
    severity: "critical",
    keywords: ["cio"],
    pattern: /(?<![A-Za-z0-9_-])cio[A-Za-z0-9]{32}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://doc.rust-lang.org/cargo/reference/publishing.html",
    homes: ["crates.io"],
    examples: ["cio" + fake.alnum(32, 2)],
    nearMisses: ["cio" + fake.alnum(10, 2), "cioxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
