/**
 * Keys whose format says nothing: hex, base64, a UUID. They count only beside their vendor's name, in the place of a key.
 *
 * The name, at most {@linkcode MAX_GAP_CHARS} characters that may stand between a name and its value, then the value with the
 * vendor's alphabet and length. What stands between decides: words such as `token` speak for it, words such as `id` or `sha`
 * against it, and addresses end the attempt.
 */
import { digitCount, entropy } from "../detectors/entropy.ts";
import type { Confidence } from "../types.ts";
import type { KeywordRule, RuleMatch } from "./rule.ts";

/** What differs from one vendor's key to the next; see {@linkcode KeywordRule}. */
export type VendorKey =
  & Pick<KeywordRule, "id" | "kind" | "description" | "source" | "homes" | "examples" | "nearMisses">
  & Partial<Pick<KeywordRule, "severity">>
  & {
    /** The vendor's name as programs write it, lower case: `["datadog", "dd_"]`. Short ones count at the beginning of a word only. */
    readonly names: readonly string[];
    /** Alphabet and length of the value, in either case: `/[a-f0-9]{32}/`. */
    readonly value: RegExp;
    /** The value shows enough by itself that no word such as `key` is needed for `MEDIUM`. Default false. */
    readonly telling?: boolean;
  };

export const MAX_GAP_CHARS = 48;

/** Signs and words between a name and its value; no `/`, `?`, `&` or `@`, so that addresses do not count. */
export const VENDOR_GAP = `[\\w\\s"'\`:=.,|()\\[\\]{}>\\\\-]{0,${MAX_GAP_CHARS}}?`;

/** Names of this length and below stand inside other words. */
const MAX_SHORT_NAME_CHARS = 5;

/** A rule for a key of one vendor: class SECRETS, severity high, confidence by what stands between name and value. */
export function vendorKey(spec: VendorKey): KeywordRule {
  const { names, value, telling = false, ...rest } = spec;
  let pattern: RegExp | undefined;
  return {
    trigger: "keyword",
    class: "SECRETS",
    severity: "high",
    confidence: "MEDIUM",
    rank: 2,
    named: true,
    keywords: names,
    // Made when it is first asked for: hundreds of these would make the program slow to start.
    get pattern() {
      return pattern ??= patternOf(names, value);
    },
    plausible: looksRandom,
    validate: (match) => judgeVendorKey(match, { names, telling }),
    ...rest,
  };
}

function patternOf(names: readonly string[], value: RegExp): RegExp {
  const alternatives = names.map((name) =>
    (name.length > MAX_SHORT_NAME_CHARS ? "" : "(?<![a-z])") + escaped(name)
  );
  const end = "(?![A-Za-z0-9]|[_-][A-Za-z0-9])";
  return new RegExp(`(?:${alternatives.join("|")})${VENDOR_GAP}(?<![A-Za-z0-9])(${value.source})${end}`, "i");
}

function escaped(name: string): string {
  return name.replace(/[.+$]/g, "\\$&");
}

/** Words that make the value something else: an id, a hash of content, an address, a public key. */
const AGAINST =
  /(?:^|[^a-z])(?:id|ids|uid|uuid|guid|sha|sha1|sha256|md5|hash|checksum|digest|etag|commit|commits|revision|ref|tree|blob|cursor|page|next|url|uri|href|link|trace|span|request|version|image|file|filename|path|build|public|publishable|fingerprint|serial|nonce|node|event|message|channel|created|updated|date|time|timestamp)(?:[^a-z]|$)/;
/** Words that name a credential, also as part of a longer word: `SECRETKEY`, `apitoken`. */
const FOR =
  /key|token|secret|access|private|auth|passw|pwd|credential|bearer|licen[cs]e|(?:^|[^a-z])(?:pat|api|pass)(?:[^a-z]|$)/;
const ASSIGNED = /(?:[=:]|=>)\s{0,8}\\?["'`]?$/;

/**
 * Confidence of a value beside a vendor's name, by the text between them; null when it is something else. Without a word such as
 * `key` a value counts only right after the name, and with `needsWord` (default false) only where it is assigned to the name.
 */
export function judgeVendorKey(
  match: RuleMatch,
  options: { readonly names: readonly string[]; readonly telling?: boolean; readonly needsWord?: boolean },
): Confidence | null {
  const { text, matchStart, start, value } = match;
  const between = withoutName(text.slice(matchStart, start), options.names);
  const words = between.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  if (AGAINST.test(words)) return null;
  const random = entropy(value) >= 3 && !isCounting(value);
  const assigned = ASSIGNED.test(between);
  if (FOR.test(words)) {
    if (!random) return "LOW";
    return assigned && value.length >= 24 && entropy(value) >= 3.2 ? "HIGH" : "MEDIUM";
  }
  if (options.needsWord === true ? !/^\s?[=:]\s?["']?$/.test(between) : !(assigned || isBare(between))) {
    return null;
  }
  return options.telling === true && random ? "MEDIUM" : "LOW";
}

function withoutName(between: string, names: readonly string[]): string {
  const lower = between.toLowerCase();
  const name = names.find((each) => lower.startsWith(each));
  return between.slice(name?.length ?? 0);
}

/** Nothing but signs after the name: `wandb 0123…`. */
function isBare(between: string): boolean {
  return /^[\s"'`:=-]{1,4}$/.test(between);
}

/** Runs that hands type and generators do not make. */
function isCounting(value: string): boolean {
  return /012345|123456|abcdef|987654|zyxwv/i.test(value);
}

/** Digits among letters, or letters whose case changes as it does in no word. */
function looksRandom(value: string): boolean {
  if (entropy(value) < 2.5) return false;
  const digits = digitCount(value);
  if (digits > 0) return digits < value.length;
  return (value.match(/[a-z][A-Z]|[A-Z][a-z]/g)?.length ?? 0) >= 5;
}

/** For values without a known format: random looks, and no words with dashes or underscores between them. */
export function looksIssuedByVendor(value: string): boolean {
  const digits = digitCount(value);
  if (digits < 2 || digits === value.length || value.length < 16 || entropy(value) < 2.8) return false;
  return !value.split(/[_-]/).every((piece) => /^(?:[a-z]+|[A-Z][a-z]+|[A-Z]+|\d{1,4})$/.test(piece));
}
