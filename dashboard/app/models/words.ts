/** How values are written on the screen. */
import type { DataClass, Decision, Outcome, RecordedTrace, RiskBand } from "../../../engine/types.ts";

export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  ALLOW: "Allowed",
  SANITIZE: "Sanitized",
  REQUIRE_APPROVAL: "Held",
  DENY: "Denied",
};

export const BAND_WORDS: Readonly<Record<RiskBand, string>> = {
  LOW: "low",
  MEDIUM: "medium",
  HIGH: "high",
  CRITICAL: "critical",
};

export const CLASS_WORDS: Readonly<Record<DataClass, string>> = {
  SECRETS: "Secret",
  PII: "Personal",
  PHI: "Health",
  INTERNAL: "Internal",
};

export const FORWARDED_WORDS: Readonly<Record<Outcome["forwarded"], string>> = {
  original: "Sent as it was",
  redacted: "Sent with what was found removed",
  none: "Not sent",
};

/** What an approval sends of a call in which something was found; null when nothing was, or the record does not say. */
export function sentOnApproval(
  trace: Pick<RecordedTrace, "findings" | "sanitizesOnApproval">,
): string | null {
  if (trace.sanitizesOnApproval === true) {
    return "Once approved, this call will be sent redacted: what was found is taken out.";
  }
  if (trace.sanitizesOnApproval === undefined || trace.findings.length === 0) return null;
  return "Once approved, this call will be sent as it is, with what was found in it.";
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const MINUTES = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const COUNT = new Intl.NumberFormat("en-GB");

/** `14:03:22`, in the time zone of the person at the screen. */
export function clockTime(atMs: number): string {
  return CLOCK.format(atMs);
}

/** `14:03` */
export function shortTime(atMs: number): string {
  return MINUTES.format(atMs);
}

/** `Today`, `Yesterday`, or `Monday 3 March`. */
export function dayName(atMs: number, nowMs: number): string {
  const day = DAY.format(atMs);
  if (day === DAY.format(nowMs)) return "Today";
  return day === DAY.format(nowMs - 86_400_000) ? "Yesterday" : day;
}

const EXACT = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  timeZoneName: "short",
});
const LONG_AGO = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** `Mon, 3 Mar 2025, 14:03:22.120 CET` */
export function exactTime(atMs: number): string {
  return EXACT.format(atMs);
}

/** `now`, `12 s ago`, `3 min ago`, `5 h ago`, `2 days ago`, `in 4 min`; beyond four weeks the date. */
export function relativeTime(atMs: number, nowMs: number): string {
  const seconds = Math.round((nowMs - atMs) / 1000);
  const [size, unit] = lengthOf(Math.abs(seconds));
  // Clocks of two machines differ a little: what seems to come in a moment has just been.
  if (size === 0 || seconds < 0 && seconds > -3) return "now";
  if (unit === "") return LONG_AGO.format(atMs);
  return seconds > 0 ? `${size} ${unit} ago` : `in ${size} ${unit}`;
}

function lengthOf(seconds: number): readonly [size: number, unit: string] {
  if (seconds < 60) return [seconds, "s"];
  if (seconds < 3_600) return [Math.floor(seconds / 60), "min"];
  if (seconds < 86_400) return [Math.floor(seconds / 3_600), "h"];
  const days = Math.floor(seconds / 86_400);
  return days > 28 ? [days, ""] : [days, days === 1 ? "day" : "days"];
}

const DATE_AND_MINUTES = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const DATE = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

/** A moment on an axis of so long a span: `14:03`, `Mon 3 Mar 14:03`, `Mon 3 Mar`. */
export function timeTick(atMs: number, spanMs: number): string {
  if (spanMs <= 86_400_000) return shortTime(atMs);
  return DATE.format(atMs);
}

/** `3 Mar, 14:03` */
export function momentWords(atMs: number): string {
  return DATE_AND_MINUTES.format(atMs);
}

/** `12,345` */
export function count(value: number): string {
  return COUNT.format(value);
}

/** `0.42 ms`, `8.1 ms`, `340 ms`, `2.4 s` */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 100) return `${Math.round(ms)} ms`;
  return ms >= 1 ? `${ms.toFixed(1)} ms` : `${ms.toFixed(2)} ms`;
}

/** `812 B`, `4.2 kB`, `1.3 MB` */
export function byteCount(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** `9:41`; never negative. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A URL as it is read: who is spoken to, and what is asked. The scheme is named only when it is not the usual one. */
export function splitUrl(url: string): { readonly host: string; readonly path: string } {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)(.*)$/is.exec(url);
  if (!match) return { host: url, path: "" };
  const [, scheme = "", host = "", path = ""] = match;
  return { host: scheme.toLowerCase() === "https://" ? host : scheme + host, path };
}

/** JSON with line breaks, where the text is JSON; else the text as it is. */
export function readableBody(text: string, contentType: string): string {
  if (!/json/i.test(contentType) && !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Cuts text at the placeholders that redaction left, so that they can be set apart. Odd items are placeholders. */
export function splitRedactions(text: string): readonly string[] {
  return text.split(/(\[REDACTED[^\]\n]{0,80}\])/);
}

/** Mildest first, as they are listed. */
export const DECISIONS_IN_ORDER: readonly Decision[] = ["ALLOW", "SANITIZE", "REQUIRE_APPROVAL", "DENY"];

/** Gravest first. */
export const CLASSES_IN_ORDER: readonly DataClass[] = ["SECRETS", "PHI", "PII", "INTERNAL"];
