/** Credentials without a known issuer: found by the name they stand under, judged by name and value. */
import { judgeCredential, judgePassword, maybeCredential, maybePassword } from "../detectors/credential.ts";
import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

const SOURCE = "https://cwe.mitre.org/data/definitions/312.html";

export const GENERIC_RULES: readonly Rule[] = [
  providerSecret({
    id: "credential",
    kind: "CREDENTIAL",
    description: "Value named as a key, token or secret: grants whatever its issuer attached to it",
    confidence: "MEDIUM",
    publicPrefix: false,
    rank: 1,
    named: true,
    keywords: [
      "api_key",
      "apikey",
      "api-key",
      "api key",
      "access_key",
      "accesskey",
      "access-key",
      "auth_key",
      "authkey",
      "secret",
      "token",
      "private_key",
      "privatekey",
      "private-key",
      "signing_key",
      "encryption_key",
      "credential",
      "account_key",
      "_key",
      "key",
      "presharedkey",
      "auth",
    ],
    pattern:
      /(?:api[_ -]?key|access[_-]?key|auth[_-]?key|secret|token|private[_-]?key|signing_key|encryption_key|credentials?|account_key|presharedkey|_?key|auth)[\w.-]{0,30}(?![\w.-])(?:["'`\]>)]|\\"){0,3}(?: (?:string|String|str))?\s{0,20}(?::{1,3}=|[?.+|]?={1,2}>?|:|,| )\s{0,20}(?:\\?["'`]|b"|\[){0,2}(?:Bearer |Basic |Token |token )?([^\s"'`,;<>(){}\[\]|\\]{8,512})/i,
    plausible: maybeCredential,
    validate: judgeCredential,
    source: SOURCE,
    homes: [],
    examples: [
      'api_key = "' + fake.alnum(32) + '"',
      '{"client_secret":"' + fake.alnum(24) + '"}',
      "ACME_TOKEN: " + fake.hex(40),
    ],
    nearMisses: [
      "page_token=" + fake.alnum(32),
      '{"next_page_token":"' + fake.alnum(32) + '"}',
      "public_key: " + fake.base64(44),
      'api_key = "your-api-key-goes-here"',
      "token = os.environ['TOKEN']",
      'secret_name: "production/database/main"',
      "the token was renewed yesterday",
      '{"token_type":"bearer"}',
    ],
  }),
  providerSecret({
    id: "password",
    kind: "PASSWORD",
    description: "Value named as a password: signs in as its owner",
    confidence: "MEDIUM",
    publicPrefix: false,
    rank: 1,
    named: true,
    keywords: ["password", "passwd", "passphrase", "pwd", "pass"],
    pattern:
      /(?:password|passwd|passphrase|pwd|pass)[\w.-]{0,30}(?![\w.-])(?:["'`\]>)]|\\"){0,3}(?: (?:string|String|str))?\s{0,20}(?::{1,3}=|[?.+|]?={1,3}>?|:|,| is | )\s{0,20}(?:\\?["'`]|b"){0,2}([^\s"'`,;<>(){}|\\]{4,200})/i,
    plausible: maybePassword,
    validate: judgePassword,
    source: SOURCE,
    homes: [],
    examples: [
      'password = "' + "s3cr3t" + 'P4ss"',
      '{"db_password":"' + fake.alnum(14) + '"}',
      "PWD=" + "k8!" + "Trout;",
    ],
    nearMisses: [
      'password = ""',
      "password: ${DB_PASSWORD}",
      '{"password":"string"}',
      "password=request.form.get",
      "forgot_password=true1",
      "the password is required",
      '{"password_reset_url":"https://host.test/reset"}',
    ],
  }),
];
