import type { NumberContext, NumberMatch } from "../rules/rule.ts";
import { standsAlone } from "./digits.ts";

const QUAD = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
/** This network, private, loopback, link-local, shared, documentation, multicast and reserved ranges (IANA): nobody's household. */
const NOBODYS =
  /^(?:0|10|127|2(?:2[4-9]|[34]\d|5[0-5])|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|192\.0\.[02]|198\.51\.100|203\.0\.113|198\.1[89])\./;
/** Versions have four numbers, too. */
const VERSION = /(?:^|[^a-z])v(?:ersion|er)?\.? ?[:="']{0,3} ?$|version|build|release|firmware|\boid\b/;
const VERSION_LABEL = /version|build|release|firmware|user_agent/;

/** Whether `text` is a dotted quad. */
export function isQuad(text: string): boolean {
  return QUAD.test(text);
}

/** A public IPv4 address, unless it is called a version. */
export function detectIpv4(context: NumberContext): NumberMatch | null {
  const { text, span, from } = context;
  const { start, end } = span;
  const value = text.slice(start, end);
  if (!QUAD.test(value) || NOBODYS.test(value) || !standsAlone(text, start, end)) return null;
  if (VERSION_LABEL.test(context.label())) return null;
  if (VERSION.test(text.slice(Math.max(from, start - 16), start).toLowerCase())) return null;
  return { start, end, confidence: "LOW" };
}

/** Whether `text` is a global unicast IPv6 address (2000::/3 or, more widely, not special) in full or with `::`. */
export function isIpv6(text: string): boolean {
  if (!/^[0-9a-f:]{6,39}$/i.test(text) || text.includes(":::")) return false;
  const halves = text.split("::");
  const groups = text.split(":").filter((group) => group !== "");
  if (halves.length > 2 || groups.some((group) => group.length > 4)) return false;
  const full = halves.length === 1 ? groups.length === 8 : groups.length >= 3 && groups.length < 8;
  return full && !/^(?:::|fe[89ab]|f[cd]|ff|2001:0?db8)/i.test(text);
}
