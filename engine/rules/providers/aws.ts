import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

const HOMES = ["*.amazonaws.com", "*.amazonaws.com.cn", "*.aws.amazon.com"];

export const AWS_RULES: readonly Rule[] = [
  providerSecret({
    id: "aws-access-key-id",
    kind: "AWS_ACCESS_KEY_ID",
    description:
      "AWS access key id: names an account's credential; with its secret key it signs requests to AWS",
    keywords: ["akia", "asia", "abia", "acca"],
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    homes: HOMES,
    examples: ["AKIA" + fake.upper(16), "aws_access_key_id = ASIA" + fake.upper(16, 2)],
    nearMisses: [
      "AKIA" + "IOSFODNN7" + "EXAMPLE",
      "akia" + fake.lower(16),
      "ASIA" + fake.upper(20),
      "PLAKIA" + fake.upper(16),
    ],
  }),
  providerSecret({
    id: "aws-secret-access-key",
    kind: "AWS_SECRET_KEY",
    description: "AWS secret access key: signs requests as the account that it belongs to",
    severity: "critical",
    publicPrefix: false,
    named: true,
    keywords: [
      "secret_access_key",
      "secretaccesskey",
      "secret_key",
      "secretkey",
      "secret-access-key",
      "aws_secret",
      "aws_key",
    ],
    pattern:
      /(?:secret[_-]?(?:access)?[_-]?key|aws_secret|aws_key)\w{0,12}["'\]]{0,2}\s{0,6}(?::{1,3}=|[?.]?=>?|:)\s{0,6}["'`]?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/i,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 4 }) ? "HIGH" : null),
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    homes: HOMES,
    rank: 2,
    examples: [
      "aws_secret_access_key = " + fake.base64(40),
      '{"SecretAccessKey":"' + fake.base64(40, 2) + '"}',
    ],
    nearMisses: ["aws_secret_access_key = " + "a".repeat(40), "secret_key: " + fake.base64(60)],
  }),
  providerSecret({
    id: "aws-session-token",
    kind: "AWS_SESSION_TOKEN",
    description: "AWS session token: with its key pair it acts as a role until it expires",
    publicPrefix: false,
    named: true,
    keywords: ["session_token", "sessiontoken", "security_token", "security-token"],
    pattern:
      /(?:session[_-]?token|security[_-]token)["'\]]{0,2}\s{0,6}(?:=>?|:)\s{0,6}["'`]?([A-Za-z0-9/+=]{100,2000})/i,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 4.5 }) ? "HIGH" : null),
    source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html",
    homes: HOMES,
    rank: 2,
    examples: ['AWS_SESSION_TOKEN="' + fake.base64(200) + '"'],
    nearMisses: ["session_token=" + fake.base64(30).slice(0, 5), "session_token=" + "A".repeat(200)],
  }),
  providerSecret({
    id: "aws-bedrock-api-key",
    kind: "AWS_BEDROCK_KEY",
    description: "Amazon Bedrock API key: runs models at the account's cost",
    keywords: ["absk"],
    pattern: /(?<![A-Za-z0-9+/])ABSK[A-Za-z0-9+/]{109,269}={0,2}/,
    source: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
    homes: HOMES,
    examples: ["ABSK" + fake.base64(128)],
    nearMisses: ["ABSK" + fake.base64(20)],
  }),
];
