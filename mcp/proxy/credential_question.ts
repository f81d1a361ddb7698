/**
 * Whether a server's question to the user asks for what no server may ask: passwords, keys, codes, card numbers. Servers must not ask for
 * them in a form: https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation#safe-use
 */
import { isObject, type JsonObject } from "./message.ts";

/** Words of names of fields, in order and next to each other; the last one ends the name, so that `token_count` asks for a number. */
const FIELD = new RegExp(
  "(?:^| )(?:" + [
    "(?:password|passwd|passphrase|passcode|pwd|pass phrase|pass code)(?: again| confirm| confirmation| repeat| 2)?",
    "(?:new|old|current|your|confirm|repeat)? ?pass",
    "(?:api|access|auth|authentication|authorization|bearer|refresh|session|security|personal access|oauth|id|csrf|github|gitlab|slack|npm)? ?token(?: value| secret)?",
    "(?:api|access|private|secret|encryption|ssh|signing|master|license|account|service account|auth) ?key(?: id| value| secret)?",
    "apikey|(?:client |app |shared |api )?secret(?: value| word)?|credentials?|session cookie|auth cookie",
    "(?:otp|totp|2fa|mfa|tfa)(?: code| token)?|one time (?:code|password|passcode)|(?:verification|security|sms|backup|recovery) codes?",
    "pin|pin (?:code|number)|(?:your|card|bank) pin",
    "(?:credit |debit |bank |payment )?card (?:number|no|num|details|data)|cardnumber|pan|cvv2?|cvc2?|card (?:security|verification) (?:code|value)",
    "(?:seed|recovery|mnemonic|backup|wallet) (?:phrase|words|seed)|mnemonic|private seed",
    "ssn|social security(?: number| no)?",
    "passwort|kennwort|contrasena|clave de acceso|mot de passe|senha|parola d ordine|wachtwoord|haslo|пароль|密码|口令|パスワード|暗証番号|비밀번호",
  ].join("|") + ")$",
);

/** A request in words: one of these, and soon after it one of those. */
const ASKING =
  /\b(?:enter|type|provide|give|supply|send|share|paste|confirm|verify|input|submit|tell|fill in|need|require|requires|what is|what's|please)\b.{0,60}?\b(?:your|the|a|an|current|account|admin|login|sudo|root)\b.{0,40}?\b(?:passwords?|passphrase|passcode|api[ _-]?keys?|access[ _-]?(?:keys?|tokens?)|auth(?:entication|orization)?[ _-]?tokens?|bearer tokens?|personal access tokens?|private[ _-]?keys?|secret[ _-]?keys?|client secret|credentials|(?:credit|debit|bank)[ _-]?cards?(?: numbers?| details)?|card numbers?|cvv|cvc|one[ -]time (?:code|password)|verification code|2fa code|seed phrase|recovery phrase|social security number|ssn)\b/iu;

const MAX_FIELDS = 1_000;
const MAX_TEXT_CHARS = 20_000;

/** @returns Why, naming the place and nothing of the text; undefined for a question that is in order. */
export function credentialAskedFor(params: JsonObject): string | undefined {
  // In this mode the answer goes to a page that the user opens, and never through the client.
  if (params["mode"] === "url") return undefined;
  const { requestedSchema: schema } = params;
  const properties = isObject(schema) && isObject(schema["properties"]) ? schema["properties"] : {};
  const fields = Object.entries(properties);
  if (fields.length > MAX_FIELDS) return `the form has more than ${MAX_FIELDS} fields`;
  const takesText = fields.some(([, field]) => isOpen(field));
  for (const [index, [name, field]] of fields.entries()) {
    if (isOpen(field) && asks(name, field)) return `field ${index + 1} of the form asks for it`;
  }
  const isAsked = takesText && asksInWords(params["message"]);
  return isAsked ? "the message asks for it" : undefined;
}

/** Whether a person writes the answer: a choice or a yes cannot hold a password. */
function isOpen(field: unknown): boolean {
  if (!isObject(field)) return true;
  return field["type"] !== "boolean" && !("enum" in field) && !("oneOf" in field) &&
    field["type"] !== "array";
}

function asks(name: string, field: unknown): boolean {
  if (FIELD.test(wordsOf(name))) return true;
  if (!isObject(field)) return false;
  const { title, description, format, writeOnly } = field;
  if (format === "password" || writeOnly === true) return true;
  return (typeof title === "string" && FIELD.test(wordsOf(title))) || asksInWords(description) ||
    (typeof description === "string" && FIELD.test(wordsOf(description)));
}

function asksInWords(text: unknown): boolean {
  return typeof text === "string" && ASKING.test(plain(text).replaceAll(/\s+/g, " "));
}

/** `userPassword`, `user-password` and `User password:` are the same words. */
function wordsOf(name: string): string {
  return plain(name).replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, " ").toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Without accents, marks that cannot be seen, and other forms of the same letters. */
function plain(text: string): string {
  return text.slice(0, MAX_TEXT_CHARS).normalize("NFKD").replaceAll(/[\p{Cf}\p{M}]/gu, "").normalize("NFC");
}
