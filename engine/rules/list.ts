/** Every rule, family by family. A test fails when a file of this folder is not listed here. */
import { AI_RULES } from "./ai_providers.ts";
import { AWS_RULES } from "./aws.ts";
import { CLOUD_RULES } from "./cloud_hosts.ts";
import { CONNECTION_STRING_RULES } from "./connection_string.ts";
import { DEVELOPER_TOOL_RULES } from "./developer_tools.ts";
import { GENERIC_RULES } from "./generic.ts";
import { GITHUB_RULES } from "./github.ts";
import { GITLAB_RULES } from "./gitlab.ts";
import { GOOGLE_RULES } from "./google.ts";
import { JWT_RULES } from "./jwt.ts";
import { MESSAGING_RULES } from "./messaging.ts";
import { OBSERVABILITY_RULES } from "./observability.ts";
import { PACKAGE_REGISTRY_RULES } from "./package_registries.ts";
import { PASSWORD_HASH_RULES } from "./password_hash.ts";
import { PAYMENT_RULES } from "./payments.ts";
import { PERSONAL_DATA_RULES } from "./personal_data.ts";
import { PRIVATE_KEY_RULES } from "./private_key.ts";
import type { Rule } from "./rule.ts";
import { SLACK_RULES } from "./slack.ts";

export const RULES: readonly Rule[] = [
  ...AI_RULES,
  ...AWS_RULES,
  ...CLOUD_RULES,
  ...DEVELOPER_TOOL_RULES,
  ...GITHUB_RULES,
  ...GITLAB_RULES,
  ...GOOGLE_RULES,
  ...MESSAGING_RULES,
  ...OBSERVABILITY_RULES,
  ...PACKAGE_REGISTRY_RULES,
  ...PAYMENT_RULES,
  ...SLACK_RULES,
  ...PRIVATE_KEY_RULES,
  ...JWT_RULES,
  ...PASSWORD_HASH_RULES,
  ...CONNECTION_STRING_RULES,
  ...GENERIC_RULES,
  ...PERSONAL_DATA_RULES,
];
