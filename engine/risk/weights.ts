/**
 * Every number of the risk score in one place. They are judgements, chosen so that one certain secret on its way to an outsider is
 * CRITICAL, an ordinary write is LOW, and a destructive or outward act without any finding is MEDIUM. docs/policy.md shows this table.
 */
import type { Confidence, DataClass } from "../types.ts";

/** A finding's weight is its class's times its confidence's. */
export const CLASS_WEIGHT: Readonly<Record<DataClass, number>> = {
  SECRETS: 0.65,
  PHI: 0.45,
  PII: 0.3,
  INTERNAL: 0.25,
};

export const CONFIDENCE_FACTOR: Readonly<Record<Confidence, number>> = { HIGH: 1, MEDIUM: 0.6, LOW: 0.2 };

/** Rules whose values do harm by themselves, as against an e-mail address or a phone number. */
export const SEVERE_PII_RULES: ReadonlySet<string> = new Set(["card-number", "iban", "us-ssn"]);
export const SEVERE_PII_FACTOR = 1.4;

/** Each further class that was found adds so much. */
export const FURTHER_CLASS = 0.1;

/** Many values at once: so much for each doubling of the count, up to the limit. */
export const COUNT_PER_DOUBLING = 0.03;
export const COUNT_LIMIT = 0.15;

/** Packed data where it has no business, on its way to a host that the catalogue knows and to any other. */
export const PAYLOAD_TO_KNOWN = 0.15;
export const PAYLOAD_TO_UNKNOWN = 0.35;

/** A read hands little out: what it carries weighs so much less. */
export const READ_FACTOR = 0.5;

export const VERB_WEIGHT = { READ: 0, WRITE: 0.1, ADMIN: 0.2 } as const;

/** What kind of act it is; others add nothing. */
export const CATEGORY_WEIGHT: Readonly<Record<string, number>> = {
  delete: 0.15,
  destroy: 0.25,
  share: 0.15,
  identity: 0.2,
  payment: 0.25,
  deploy: 0.1,
  message: 0.05,
  execute: 0.15,
};

export const EXTERNAL_PRINCIPAL = 0.25;

/** A write to a host that the catalogue does not know. */
export const UNKNOWN_DESTINATION = 0.1;
