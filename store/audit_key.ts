/** The key that signs checkpoints: Ed25519 (RFC 8032), kept in the data folder, readable by its owner alone. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { type Checkpoint, checkpointMessage } from "../engine/audit/entry.ts";
import { DataDirError } from "./data_dir.ts";
import { createPrivateFile, tightenMode } from "./private_file.ts";

const FILE_NAME = "audit-key.pem";
const KEY_ID_CHARS = 16;

/** What is needed to check a signature. */
export interface AuditPublicKey {
  readonly id: string;
  readonly key: KeyObject;
  /** SubjectPublicKeyInfo (RFC 8410) as PEM, which openssl reads. */
  readonly pem: string;
}

export interface AuditKey extends AuditPublicKey {
  readonly sign: (checkpoint: Omit<Checkpoint, "signature" | "keyId">) => Checkpoint;
}

export function auditKeyPath(dataDir: string): string {
  return join(dataDir, FILE_NAME);
}

/**
 * Reads the signing key, making it on the first run. Loose permissions are tightened.
 *
 * @throws {DataDirError} when the file cannot be read or made, or holds something else.
 */
export function loadAuditKey(dataDir: string): AuditKey {
  const path = auditKeyPath(dataDir);
  const made = readAuditKey(dataDir);
  if (made !== undefined) return made;
  try {
    const { privateKey } = generateKeyPairSync("ed25519");
    // Two processes that start together agree: the file holds the key of the one that came first.
    createPrivateFile(path, String(privateKey.export({ type: "pkcs8", format: "pem" })));
  } catch (error) {
    throw unusable(path, error);
  }
  const key = readAuditKey(dataDir);
  if (key !== undefined) return key;
  throw new DataDirError(`Cannot read the audit key "${path}": it vanished after it was made`);
}

/**
 * Reads the signing key; undefined when there is none.
 *
 * @throws {DataDirError} when the file cannot be read or holds something else.
 */
export function readAuditKey(dataDir: string): AuditKey | undefined {
  const path = auditKeyPath(dataDir);
  try {
    tightenMode(path);
    const privateKey = createPrivateKey(Deno.readTextFileSync(path));
    const publicKey = describe(createPublicKey(privateKey));
    return {
      ...publicKey,
      sign: (statement) => {
        const named = { ...statement, keyId: publicKey.id };
        const message = new TextEncoder().encode(checkpointMessage(named));
        return { ...named, signature: sign(null, message, privateKey).toString("base64") };
      },
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw unusable(path, error);
  }
}

/**
 * Reads a public key that somebody kept, as `interven audit key` prints it.
 *
 * @throws {TypeError} when the text is no Ed25519 public key in PEM.
 */
export function parsePublicKey(pem: string): AuditPublicKey {
  try {
    // A private key would do as well, and has no business where public keys are passed around.
    if (/PRIVATE/.test(pem)) throw new TypeError("it is a private key");
    return describe(createPublicKey(pem));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(`wanted an Ed25519 public key in PEM, as "interven audit key" prints it: ${reason}`);
  }
}

export function holds(checkpoint: Checkpoint, { id, key }: AuditPublicKey): boolean {
  if (checkpoint.keyId !== id) return false;
  const signature = Uint8Array.from(Buffer.from(checkpoint.signature, "base64"));
  return signature.length === 64 &&
    verify(null, new TextEncoder().encode(checkpointMessage(checkpoint)), key, signature);
}

function describe(key: KeyObject): AuditPublicKey {
  if (key.asymmetricKeyType !== "ed25519") {
    throw new TypeError(`found a key of type ${key.asymmetricKeyType}, wanted ed25519`);
  }
  const der = key.export({ type: "spki", format: "der" });
  const id = createHash("sha256").update(der).digest("hex").slice(0, KEY_ID_CHARS);
  return { id, key, pem: String(key.export({ type: "spki", format: "pem" })) };
}

function unusable(path: string, error: unknown): DataDirError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DataDirError(
    `Cannot use the audit key "${path}": ${reason}; restore it from a copy, or delete it to have a new one made`,
    { cause: error },
  );
}
