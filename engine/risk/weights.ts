/**
 * Every number of the risk score, once: its name, its default and what it is for. They are judgements, chosen so that one certain
 * secret on its way to an outsider is CRITICAL, an ordinary write is LOW, and a destructive or outward act without any finding is
 * MEDIUM. docs/risk.md shows this table; a policy overrides entries by name.
 */
interface WeightRow {
  /** 0…1 */
  readonly fallback: number;
  /** One line for people. */
  readonly doc: string;
}

const row = (fallback: number, doc: string): WeightRow => ({ fallback, doc });

export const RISK_WEIGHT_TABLE = {
  secrets: row(0.65, "finding of class `SECRETS`"),
  phi: row(0.45, "finding of class `PHI`"),
  pii: row(0.3, "finding of class `PII`"),
  internal: row(0.25, "finding of class `INTERNAL`"),
  confidence_high: row(1, "factor of a finding of confidence `HIGH`"),
  confidence_medium: row(0.6, "factor of a finding of confidence `MEDIUM`"),
  confidence_low: row(0.2, "factor of a finding of confidence `LOW`"),
  severe_pii_extra: row(0.4, "so much more, as a share, for card, account and identity numbers"),
  further_class: row(0.1, "each further class that was found"),
  count_doubling: row(0.03, "each doubling of the number of values found"),
  count_limit: row(0.15, "the most that their number adds"),
  read_factor: row(0.5, "factor of findings, habits, lists and instructions on a `READ`"),
  payload_unknown: row(0.35, "packed data out of place, to an address that the catalogue does not know"),
  payload_known: row(0.15, "packed data out of place, to one that it knows"),
  verb_write: row(0.1, "verb `WRITE`"),
  verb_admin: row(0.2, "verb `ADMIN`"),
  category_delete: row(0.15, "category `delete`: one thing is gone"),
  category_destroy: row(0.25, "category `destroy`: a thing with all that is in it"),
  category_share: row(0.15, "category `share`"),
  category_identity: row(0.2, "category `identity`"),
  category_payment: row(0.25, "category `payment`"),
  category_deploy: row(0.1, "category `deploy`"),
  category_message: row(0.05, "category `message`"),
  category_execute: row(0.15, "category `execute`"),
  external_principal: row(0.25, "someone outside gets access"),
  unknown_destination: row(0.1, "a change at an address that the catalogue does not know"),
  new_destination: row(0.1, "the agent has not been there before"),
  new_operation: row(0.05, "the agent has not done this before"),
  unusual_size: row(0.1, "the body is far larger than the agent's usual ones"),
  unusual_hour: row(0.05, "the agent does not usually work at this hour"),
  burst: row(0.1, "far more calls in a minute than usual"),
  overlap: row(0.4, "times how much of the call was read before in this session, 0 to 1"),
  taint: row(0.5, "times how likely the call does what something read told the agent, 0 to 1"),
  injection: row(0.15, "times the loudest instruction that the session read lately, 0 to 1"),
  intel_exfil_sink: row(0.5, "the host collects what others send"),
  intel_file_drop: row(0.3, "the host takes files of anyone"),
  intel_tunnel: row(0.3, "the host is a tunnel to someone's machine"),
  intel_paste_site: row(0.25, "the host shows texts of anyone"),
  intel_dynamic_dns: row(0.15, "the name is one of those that anyone gets at once"),
  intel_ip_literal: row(0.15, "the host is an address without a name"),
  intel_url_shortener: row(0.1, "the host hides where it leads"),
  intel_chat_webhook: row(0.1, "the address posts into someone's chat"),
  intel_listed: row(0.5, "a list of your own names the host, with a kind that is none of the above"),
  intel_mention_factor: row(0.6, "factor of a host that stands inside the call instead of being called"),
  sequence_iam_escalation: row(0.35, "times the weight of: an identity was made, and now is given rights"),
  sequence_token_harvesting: row(
    0.35,
    "times the weight of: credentials were collected, and now something goes out",
  ),
  sequence_value_handover: row(0.3, "times the weight of: one agent's values reappear with another"),
  sequence_mass_action: row(0.25, "times the weight of: many targets in a short time"),
  sequence_other: row(0.25, "times the weight of any other sequence"),
  low_trust: row(0.2, "times what the agent has lost of its trust, 0 to 1"),
} as const satisfies Readonly<Record<string, WeightRow>>;

export type RiskWeightName = keyof typeof RISK_WEIGHT_TABLE;

/** What each thing adds to the score, or multiplies it by; each 0…1. */
export type RiskWeights = { readonly [Name in RiskWeightName]: number };

export const RISK_WEIGHT_NAMES = Object.keys(RISK_WEIGHT_TABLE) as readonly RiskWeightName[];

export const DEFAULT_RISK_WEIGHTS = Object.fromEntries(
  RISK_WEIGHT_NAMES.map((name) => [name, RISK_WEIGHT_TABLE[name].fallback]),
) as RiskWeights;

/** The defaults with what a policy says instead, which `readRiskWeights` has checked. */
export function withOverrides(overrides: Readonly<Record<string, number>> | undefined): RiskWeights {
  return overrides === undefined ? DEFAULT_RISK_WEIGHTS : { ...DEFAULT_RISK_WEIGHTS, ...overrides };
}

/** A family of weights told apart by the end of its names: `category_` and `delete`. Undefined when there is none of that name. */
export function weightOf(weights: RiskWeights, name: string): number | undefined {
  return Object.hasOwn(weights, name) ? weights[name as RiskWeightName] : undefined;
}

/** Rules whose values do harm by themselves, as against an e-mail address or a phone number. */
export const SEVERE_PII_RULES: ReadonlySet<string> = new Set(["card-number", "iban", "us-ssn"]);
