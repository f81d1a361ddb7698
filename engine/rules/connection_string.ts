import { judgeHeaderValue, judgeUrlPassword, maybeHeaderValue } from "../detectors/credential.ts";
import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

export const CONNECTION_STRING_RULES: readonly Rule[] = [
  providerSecret({
    id: "url-password",
    kind: "PASSWORD",
    description: "Address with a user name and password (database, queue, web): opens what it points to",
    publicPrefix: false,
    rank: 2,
    keywords: ["://"],
    pattern: /:\/\/[^\s/:@?#"'<>\\`]{0,100}:([^\s/@"'<>\\`]{3,200})@[A-Za-z0-9%[_.-]{1,100}/,
    validate: ({ value }) => judgeUrlPassword(value),
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
    homes: [],
    examples: [
      "postgres://app:" + fake.alnum(12) + "@db.internal:5432/app",
      "https://user:" + "s3cr3" + "tP4ss" + "@host.test/x",
    ],
    nearMisses: [
      "https://host.test:8080/a@b",
      "postgres://user:${PASSWORD}@db/app",
      "mongodb://username:password@host/db",
      "https://x.test/:id/a@b",
    ],
  }),
  providerSecret({
    id: "authorization-header",
    kind: "CREDENTIAL",
    description: "Authorization header or login option of a command: signs in as its owner",
    publicPrefix: false,
    rank: 2,
    named: true,
    keywords: ["authorization", "bearer ", "x-api-key", "x-auth-token", "--user ", "-u ", "--header", "-h "],
    pattern:
      /(?:(?:proxy-)?authorization|x-api-key|x-auth-token|(?:--header|-H) ?["'](?:token|api-key|x-[a-z-]{0,20}(?:key|token)))["']?\s{0,3}[:=]\s{0,3}["']?(?:Bearer |Basic |Token |token |ApiKey )?([A-Za-z0-9_.~+/=:-]{8,500})|bearer ([A-Za-z0-9_.~+/=-]{20,500})|(?:--user|-u) ["']?[A-Za-z0-9_.@+-]{0,80}:([^\s"'`]{4,100})/i,
    plausible: maybeHeaderValue,
    validate: ({ value }) => judgeHeaderValue(value),
    source: "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2",
    homes: [],
    examples: [
      "curl -H 'Authorization: Bearer " + fake.hex(40) + "' https://host.test/",
      "Authorization: Basic " + btoa("aladdin:" + fake.alnum(12)),
      "curl -u ann:" + fake.alnum(12) + " https://host.test/",
    ],
    nearMisses: [
      "Authorization: Bearer <token>",
      "Authorization: Basic ...",
      "-H 'Authorization: Bearer ${TOKEN}'",
      "authorization: required-for-everyone",
      "curl -u username:password https://host.test/",
    ],
  }),
];
