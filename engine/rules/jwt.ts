import { judgeJwt } from "../detectors/jwt.ts";
import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

/** Base64url of `{"alg":"HS256","typ":"JWT"}` and of a payload. */
const HEADER = btoa('{"alg":"HS256","typ":"JWT"}').replace(/=/g, "");
const PAYLOAD = btoa('{"sub":"1742","role":"member"}').replace(/=/g, "");

export const JWT_RULES: readonly Rule[] = [
  providerSecret({
    id: "jwt",
    kind: "JWT",
    description: "JSON Web Token: acts as its subject until it expires",
    publicPrefix: false,
    rank: 2,
    keywords: ["eyj"],
    pattern:
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{4,16000}\.[A-Za-z0-9_-]{0,2000}(?:\.[A-Za-z0-9_-]{0,8000}\.[A-Za-z0-9_-]{0,200})?/,
    validate: ({ value }) => judgeJwt(value),
    source: "https://www.rfc-editor.org/rfc/rfc7519",
    homes: [],
    examples: [`${HEADER}.${PAYLOAD}.${fake.base64url(43)}`],
    nearMisses: [`${HEADER}.${PAYLOAD}`, `eyJ${fake.alnum(20)}.${PAYLOAD}.${fake.base64url(43)}`],
  }),
];
