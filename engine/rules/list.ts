/** Every rule, family by family. A test fails when a file of this folder is not listed here. */
import { GITHUB_RULES } from "./github.ts";
import type { Rule } from "./rule.ts";

export const RULES: readonly Rule[] = [
  ...GITHUB_RULES,
];
