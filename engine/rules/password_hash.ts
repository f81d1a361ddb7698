import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

const CRYPT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

export const PASSWORD_HASH_RULES: readonly Rule[] = [
  providerSecret({
    id: "password-hash",
    kind: "PASSWORD_HASH",
    description: "Hash of a password or a Kerberos ticket: weak passwords are guessed from it offline",
    severity: "medium",
    confidence: "MEDIUM",
    publicPrefix: false,
    rank: 2,
    keywords: [
      "$1$",
      "$2a$",
      "$2b$",
      "$2y$",
      "$5$",
      "$6$",
      "$8$",
      "$9$",
      "$y$",
      "$argon2",
      "$krb5asrep$",
      "$krb5tgs$",
    ],
    pattern:
      /\$(?:2[aby]\$\d{2}\$[A-Za-z0-9./]{53}|1\$[A-Za-z0-9./]{1,8}\$[A-Za-z0-9./]{22}|[56]\$(?:rounds=\d{1,9}\$)?[A-Za-z0-9./]{1,16}\$[A-Za-z0-9./]{43,86}|[89]\$[A-Za-z0-9./]{14}\$[A-Za-z0-9./]{43}|y\$[A-Za-z0-9./]{1,12}\$[A-Za-z0-9./]{1,86}\$[A-Za-z0-9./]{43}|argon2i?d?\$v=\d{1,3}\$[a-z0-9=,]{5,60}\$[A-Za-z0-9+/]{8,90}\$[A-Za-z0-9+/]{16,180}|krb5(?:asrep|tgs)\$\d{1,2}\$(?:[^\s:]{0,200}[:$])?[a-f0-9]{16,64}\$[a-f0-9]{64,6000})/,
    source: "https://man7.org/linux/man-pages/man5/crypt.5.html",
    homes: [],
    examples: [
      "$2b$12$" + fake.alnum(53),
      "root:$6$" + fake.alnum(16) + "$" + fake.alnum(86) + ":19000",
      "$1$" + fake.alnum(8) + "$" + fake.alnum(22),
      "$krb5asrep$23$" + fake.hex(32) + "$" + fake.hex(400, 2),
      "$krb5tgs$23$*svc$HOST.TEST$host/x*$" + fake.hex(32) + "$" + fake.hex(400, 2),
    ],
    nearMisses: ["$1$2", "$2a$ costs more than $1$", "$6$" + CRYPT.slice(0, 8)],
  }),
];
