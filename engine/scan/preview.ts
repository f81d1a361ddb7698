/** What may be shown of a value that was found. */
import type { DataClass } from "../types.ts";

const DOTS = "…";
/** Below this a value shows nothing of itself. */
const MIN_SHOWN_LENGTH = 16;
const TAIL_CHARS = 4;

/** Masks a value: the issuer's public prefix and the last four characters of long secrets, less for anything short. */
export function preview(
  value: string,
  options: { readonly class: DataClass; readonly kind: string; readonly publicPrefix: string },
): string {
  if (options.kind === "EMAIL") return emailPreview(value);
  const { publicPrefix } = options;
  const hidden = value.length - publicPrefix.length - TAIL_CHARS;
  const tail = visible(value.slice(-TAIL_CHARS));
  if (options.class !== "SECRETS") return value.length >= 12 ? DOTS + tail : DOTS;
  if (value.length < MIN_SHOWN_LENGTH || hidden < 8) {
    return publicPrefix.length * 2 < value.length ? publicPrefix + DOTS : DOTS;
  }
  return publicPrefix + DOTS + tail;
}

/** `a…@e….com`: first letters and the top-level domain. */
function emailPreview(value: string): string {
  const at = value.lastIndexOf("@");
  const dot = value.lastIndexOf(".");
  return `${visible(value.slice(0, 1))}${DOTS}@${visible(value.slice(at + 1, at + 2))}${DOTS}${
    visible(value.slice(dot))
  }`;
}

/** Control characters and surrogates have no place on a screen. */
function visible(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, "?");
}
