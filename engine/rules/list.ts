/** Every rule, family by family. A test fails when a file of this folder is not listed here. */
import { API_VENDOR_RULES } from "./api_vendors.ts";
import { CONNECTION_STRING_RULES } from "./connection_string.ts";
import { GENERIC_RULES } from "./generic.ts";
import { INTERNAL_RULES } from "./internal.ts";
import { JWT_RULES } from "./jwt.ts";
import { PASSWORD_HASH_RULES } from "./password_hash.ts";
import { PERSONAL_RULES } from "./personal/list.ts";
import { PRIVATE_KEY_RULES } from "./private_key.ts";
import { PROVIDER_RULES } from "./providers/list.ts";
import type { Rule } from "./rule.ts";
import { WALLET_KEY_RULES } from "./wallet_key.ts";

export const RULES: readonly Rule[] = [
  ...PROVIDER_RULES,
  ...API_VENDOR_RULES,
  ...PRIVATE_KEY_RULES,
  ...WALLET_KEY_RULES,
  ...JWT_RULES,
  ...PASSWORD_HASH_RULES,
  ...CONNECTION_STRING_RULES,
  ...GENERIC_RULES,
  ...INTERNAL_RULES,
  ...PERSONAL_RULES,
];
