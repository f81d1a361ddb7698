import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

const BEGIN = "-----BEGIN ";
const END = "-----END ";

export const PRIVATE_KEY_RULES: readonly Rule[] = [
  providerSecret({
    id: "private-key",
    kind: "PRIVATE_KEY",
    description: "Private key in PEM: signs in, decrypts, or signs as its owner",
    severity: "critical",
    publicPrefix: false,
    rank: 2,
    keywords: ["-----begin"],
    // Neither base64 nor the escapes around it hold a hyphen, so that one attempt ends where the next key begins.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[\s\\nr"',+]{0,12}[A-Z][A-Za-z]{1,12}-[A-Za-z]{1,12}: ?[^\r\n\\]{0,100}){0,4}[A-Za-z0-9+/=\s\\"',:.()>|#*]{48,16000}(?:-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?/,
    source: "https://www.rfc-editor.org/rfc/rfc7468",
    homes: [],
    examples: [
      `${BEGIN}RSA PRIVATE KEY-----\n${fake.base64(64)}\n${fake.base64(64, 2)}\n${END}RSA PRIVATE KEY-----`,
      `${BEGIN}PRIVATE KEY-----\\n${fake.base64(64)}\\n${END}PRIVATE KEY-----\\n`,
      `${BEGIN}EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n${
        fake.base64(64)
      }\n${END}EC PRIVATE KEY-----`,
    ],
    nearMisses: [
      `${BEGIN}PUBLIC KEY-----\n${fake.base64(64)}\n${END}PUBLIC KEY-----`,
      `${BEGIN}PRIVATE KEY-----\n***\n${END}PRIVATE KEY-----`,
      `${BEGIN}CERTIFICATE-----\n${fake.base64(64)}\n${END}CERTIFICATE-----`,
    ],
  }),
  providerSecret({
    id: "age-secret-key",
    kind: "PRIVATE_KEY",
    description: "age secret key: decrypts files",
    keywords: ["age-secret-key-1"],
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/,
    source: "https://age-encryption.org/v1",
    homes: [],
    examples: ["AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2).slice(3, 61)],
    nearMisses: ["AGE-SECRET-KEY-1" + "QPZRY9"],
  }),
];
