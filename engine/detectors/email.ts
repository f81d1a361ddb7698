import type { Confidence } from "../types.ts";

/** Mailboxes of machines, and of addresses in documents (RFC 2606). */
const NOBODY =
  /^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|git|hg|svn)@|@(?:[\w.-]{1,100}\.)?(?:users\.noreply\.github\.com|gserviceaccount\.com|example\.(?:com|org|net)|invalid|test|localhost|local)$/i;
/** What looks like a domain and is a file. */
const FILE = /\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json|html?|md|txt|pdf|py|go|rs)$/i;

/** Judges a mail address: null for machines, reserved domains and file names such as `logo@2x.png`. */
export function judgeEmail(address: string): Confidence | null {
  if (NOBODY.test(address) || FILE.test(address) || address.includes("..")) return null;
  return "MEDIUM";
}
