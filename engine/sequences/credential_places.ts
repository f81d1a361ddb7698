/** Which calls read credentials: secret managers, lists of keys, environment files, and files where tools keep their logins. */
import { wordsOf } from "../actions/names.ts";
import { nameDigest } from "../habits/habits.ts";
import type { SeenCall } from "../history.ts";

/** Words of an operation: `get_secret_value`, `list_access_keys`, `listTokens`. */
const CREDENTIAL_WORDS = new Set([
  "secret",
  "secrets",
  "credential",
  "credentials",
  "password",
  "passwords",
  "apikey",
  "apikeys",
]);
const KEY_WORDS = new Set(["key", "keys", "token", "tokens"]);
/** A key or token alone may be a database's or a tokenizer's: one of these makes it a credential. */
const KEY_QUALIFIERS = new Set([
  "access",
  "api",
  "auth",
  "private",
  "deploy",
  "ssh",
  "personal",
  "service",
  "signing",
  "refresh",
]);

const CREDENTIAL_SEGMENT =
  /^(?:secrets?|credentials?|tokens|api[-_]?keys?|access[-_]?keys?|passwords?|private[-_]?keys?|\.env(?:\.\w{1,20})?|env[-_]?(?:vars?|variables?)|environment[-_]variables|\.netrc|\.npmrc|\.pypirc|\.git-credentials|kubeconfig|id_(?:rsa|ed25519|ecdsa)|\.ssh|\.aws)$/i;

/** Files that commands and file tools read. */
const CREDENTIAL_FILE =
  /(?:^|[\s"'=:/~])(?:\.env(?:\.\w{1,20})?|\.aws\/credentials|\.ssh\/id_\w{1,20}|\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.kube\/config|\.docker\/config\.json|\.config\/gcloud|service[-_]account[\w-]{0,40}\.json|credentials\.json|etc\/shadow)(?![\w.])/i;

/** Of the arguments of a command or tool, so much is read. */
const MAX_ARGUMENT_CHARS = 4_096;

/** Digest of the place, so that reading it twice counts once; null when no credentials are read there. */
export function credentialPlace({ action, view }: SeenCall): string | null {
  const { scheme, splitSegments } = view.location;
  const digest = (more: string) => nameDigest(`${action.host}/${splitSegments.join("/")} ${more}`);
  if (/^https?$/.test(scheme)) {
    if (action.verb !== "READ") return null;
    const isPlace = namesCredentials(action.operation) ||
      splitSegments.slice(-3).some((one) => CREDENTIAL_SEGMENT.test(one));
    return isPlace ? digest(`${action.operation} ${view.text.slice(0, MAX_ARGUMENT_CHARS)}`) : null;
  }
  const argument = view.text.slice(0, MAX_ARGUMENT_CHARS);
  const isPlace = CREDENTIAL_FILE.test(argument) ||
    (action.verb === "READ" && namesCredentials(action.operation));
  return isPlace ? digest(argument) : null;
}

function namesCredentials(operation: string): boolean {
  const words = wordsOf(operation);
  return words.some((word, i) =>
    CREDENTIAL_WORDS.has(word) || (KEY_WORDS.has(word) && KEY_QUALIFIERS.has(words[i - 1] ?? ""))
  );
}
