import { judgePassword } from "../detectors/credential.ts";
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
    validate: ({ value }) => (judgePassword(value) === null ? null : "HIGH"),
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
];
