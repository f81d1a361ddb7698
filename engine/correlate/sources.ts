/** What an answer is, by where it came from and what was found in it: private, written by strangers, and how much it would hurt if it left. */
import { wordsOf } from "../actions/names.ts";
import { nameDigest } from "../habits/habits.ts";
import type { Action, Confidence, DataClass, Finding } from "../types.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** What strangers write into, by the words of tools and operations. */
const STRANGERS = words(
  "web webpage website page url fetch browse browser crawl scrape navigate http search review reviews rating ratings comment comments " +
    "issue issues pull discussion forum post posts tweet tweets feed rss news inbox mail email emails gmail message messages sms chat " +
    "attachment shared ticket tickets feedback download snippet product",
);
/** What is the user's own. */
const OWN = words(
  "mail email emails gmail inbox file files drive document documents doc note notes calendar event events contact contacts account " +
    "accounts balance transaction transactions payment payments iban user profile password passwords patient record records medical health " +
    "health customer customers order orders invoice payroll employee employees salary secret secrets credential credentials env database " +
    "table query sql repository holdings location history storage bucket message messages chat",
);

/** How much it hurts when one of a class leaves, by how sure the finding is. */
const HURT: Readonly<Record<DataClass, Readonly<Record<Confidence, number>>>> = {
  SECRETS: { HIGH: 1, MEDIUM: 0.8, LOW: 0 },
  PHI: { HIGH: 0.9, MEDIUM: 0.7, LOW: 0 },
  INTERNAL: { HIGH: 0.7, MEDIUM: 0.6, LOW: 0 },
  PII: { HIGH: 0.7, MEDIUM: 0.5, LOW: 0 },
};
/** Personal data that every mail and page has. */
const COMMON_PII: ReadonlySet<string> = new Set([
  "email-address",
  "phone-number",
  "ip-address",
  "ipv6-address",
  "ipv6-address-named",
  "mac-address",
  "mac-address-named",
  "postal-address",
  "us-ein",
  "de-vat-id",
  "it-vat",
  "de-company-register",
  "au-abn",
  "au-acn",
  "in-gstin",
  "sg-uen",
]);
const COMMON_HURT = 0.2;

/** 0…1 */
export function hurtOf({ rule, class: dataClass, confidence }: Finding): number {
  const hurt = HURT[dataClass][confidence];
  return COMMON_PII.has(rule) ? Math.min(hurt, COMMON_HURT) : hurt;
}

/**
 * Which host a call talks to, when that host is one and the same owner's. A service that many share is no home: what is written there
 * may be for anybody, and who that is, its facts tell.
 */
export function homeOf({ tool, host }: Action): string | undefined {
  return tool === "custom_proxy" && host !== "" ? nameDigest(host) : undefined;
}

export interface Source {
  readonly sensitivity: number;
  readonly hasSecrets: boolean;
  readonly isPrivate: boolean;
  readonly isUntrusted: boolean;
}

/** From this sensitivity on an answer is private wherever it came from. */
const PRIVATE_FROM = 0.5;

export function sourceOf(action: Action, findings: readonly Finding[]): Source {
  const names = [...wordsOf(action.tool), ...wordsOf(action.operation)];
  const sensitivity = findings.reduce((most, finding) => Math.max(most, hurtOf(finding)), 0);
  const isUnknownPlace = action.tool === "custom_proxy";
  return {
    sensitivity,
    hasSecrets: findings.some((finding) => finding.class === "SECRETS" && hurtOf(finding) > 0),
    isPrivate: sensitivity >= PRIVATE_FROM || names.some((name) => OWN.has(name)),
    isUntrusted: isUnknownPlace || names.some((name) => STRANGERS.has(name)),
  };
}
