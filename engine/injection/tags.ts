/** Tags of a document: what they hide from a person, and what stands in their attributes. */
import { Place } from "./places.ts";

export const MAX_TAG = 1000;

/** A tag, or the beginning of a comment. */
export const MARKUP = /<[a-zA-Z/!][^<>]{0,400}>|<!--/;
/** What only documents hold. */
export const DOCUMENT_MARKUP =
  /<! ?--|<(?:html|body|table|tr|td|p|div|span|code|img|h[1-6]|title|script|style)\b[^<>]{0,200}>/i;

/** Attributes that hold what a person reads or hears. */
export const SPOKEN_ATTRIBUTE =
  /\b(alt|title|aria-label|aria-description|content|value|placeholder|data-[\w-]{1,30})\s{0,2}=\s{0,2}["']([^"']{8,1500})["']/gi;

/** Styles that keep a person from seeing an element (CSS 2.2: display, visibility; CSS Color: opacity). */
const HIDING_STYLE =
  /display\s{0,2}:\s{0,2}none|visibility\s{0,2}:\s{0,2}hidden|font-size\s{0,2}:\s{0,2}0?\.?[01](?:px|pt|em|rem|%|\s|;|"|')|opacity\s{0,2}:\s{0,2}0?\.?0\d?\s{0,2}(?:[;"'!]|$)|(?:^|[^-])color\s{0,2}:\s{0,2}(?:white|transparent|#fff(?:fff)?|rgba?\(255, ?255, ?255)|(?:left|top|text-indent)\s{0,2}:\s{0,2}-\d{3,5}|(?:height|width)\s{0,2}:\s{0,2}0(?:px)?\s{0,2}[;"']|clip\s{0,2}:\s{0,2}rect\(0/i;
const HIDING_ATTRIBUTE = /\s(?:hidden(?=[\s>=])|aria-hidden\s{0,2}=\s{0,2}["']?true)/i;

function hides(tag: string): boolean {
  return HIDING_ATTRIBUTE.test(tag) || (/style\s{0,2}=/i.test(tag) && HIDING_STYLE.test(tag));
}

/** Where `mark` stands and ends; the end of the text when it does not stand there. */
export function endOf(text: string, mark: string, from: number, to: number): { from: number; to: number } {
  const at = text.indexOf(mark, from);
  return at < 0 || at >= to ? { from: to, to } : { from: at, to: at + mark.length };
}

/** What the tags before a text say about it. */
export class OpenTags {
  /** Name of the outermost element that a style hides; empty: none. */
  #hiddenUntil = "";
  #hiddenDepth = 0;
  #inCode = 0;

  /** The place of a text here, in a document of `place`. */
  placeOf(place: number): number {
    if (this.#hiddenUntil !== "") return Place.hidden;
    return this.#inCode > 0 ? Place.code : place;
  }

  /** Takes the next tag; whether it opens an element. */
  take(tag: string): boolean {
    const name = /^<\/?([a-zA-Z][\w-]*)/.exec(tag)?.[1]?.toLowerCase() ?? "";
    const isOpening = tag.charCodeAt(1) !== 0x2f;
    if (name === this.#hiddenUntil && name !== "") {
      this.#hiddenDepth += isOpening ? 1 : -1;
      if (this.#hiddenDepth === 0) this.#hiddenUntil = "";
    } else if (isOpening && this.#hiddenUntil === "" && !tag.endsWith("/>") && hides(tag)) {
      this.#hiddenUntil = name;
      this.#hiddenDepth = 1;
    }
    if (name === "code" || name === "pre" || name === "script" || name === "style") {
      this.#inCode = Math.max(0, this.#inCode + (isOpening ? 1 : -1));
    }
    return isOpening;
  }
}
