/** Cuts what an agent reads into sentences and cells, each with the place where it stands: prose, a field, a table, code, something hidden. */

/** Where a sentence stands. */
export const Place = {
  /** A text that is one sentence or two and nothing else. */
  alone: 0,
  prose: 1,
  /** A value of JSON, YAML or a printed record. */
  field: 2,
  cell: 3,
  /** A line between the lines of a table that is no row of it. */
  amongRows: 4,
  code: 5,
  /** A comment in markup or code. */
  comment: 6,
  /** Text that a person does not see. */
  hidden: 7,
  attribute: 8,
  /** Text of an HTML or XML document. */
  markup: 9,
} as const;
export const PLACE_COUNT = 10;

/** What a field is for, by its name. */
export const Field = { none: 0, free: 1, short: 2, identifier: 3, other: 4 } as const;

export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly place: number;
  readonly field: number;
  /** Offset at which the field, paragraph or cell began: an instruction often begins it. */
  readonly first: boolean;
}

const FREE =
  /(?:content|body|text|message|snippet|description|desc|comment|note|notes|bio|review|summary|details?|remark|caption|answer|feedback|reason|abstract|memo)s?$/i;
const SHORT =
  /(?:name|title|subject|label|status|location|category|heading|tag|type|role|place|topic|headline)s?$/i;
const IDENTIFIER =
  /(?:id|_id|url|uri|email|phone|number|price|date|time|timestamp|count|amount|zip|code|currency|iban|account|from|to|cc|bcc|sha|hash|version)_?s?$/i;

export function fieldOf(name: string): number {
  if (name === "") return Field.none;
  if (FREE.test(name)) return Field.free;
  if (SHORT.test(name)) return Field.short;
  return IDENTIFIER.test(name) ? Field.identifier : Field.other;
}

export interface SegmentOptions {
  /** Name of the field whose value the text is; empty: none. */
  readonly field: string;
  /** The whole text is hidden from people. */
  readonly hidden: boolean;
}

const MAX_TAG = 1000;

/** The longest stretch that is judged at once; a longer sentence is cut. */
const MAX_SEGMENT = 600;

export function segmentsOf(text: string, options: SegmentOptions): Segment[] {
  const cutter = new Cutter(text);
  if (options.hidden) cutter.lines(0, text.length, Place.hidden, Field.none);
  else if (options.field !== "") cutter.value(0, text.length, fieldOf(options.field));
  else if (looksStructured(text)) cutter.record(0, text.length);
  else cutter.document(0, text.length);
  return cutter.segments;
}

function looksStructured(text: string): boolean {
  const start = text.search(/[^\s<]/);
  if (start < 0 || start > 8) return false;
  const first = text.charCodeAt(start);
  if (first !== 0x7b && first !== 0x5b) return false;
  return /^[[{]\s*[[{]*\s*["']/.test(text.slice(start, start + 40));
}

class Cutter {
  readonly segments: Segment[] = [];

  constructor(readonly text: string) {}

  /** JSON, or a record as Python prints it: quotes inside may not be escaped. */
  record(from: number, to: number): void {
    const { text } = this;
    let name = "";
    let at = from;
    while (at < to) {
      const unit = text.charCodeAt(at);
      if (unit !== 0x22 && unit !== 0x27) {
        at++;
        continue;
      }
      const end = closingQuote(text, at, to, unit);
      let next = end + 1;
      while (next < to && text.charCodeAt(next) <= 0x20) next++;
      if (text.charCodeAt(next) === 0x3a) name = text.slice(at + 1, Math.min(end, at + 41));
      else if (end - at > 3) this.value(at + 1, end, fieldOf(name) || Field.other);
      at = end + 1;
    }
  }

  /** A field's value: a sentence, a document, or lines. */
  value(from: number, to: number, field: number): void {
    if (MARKUP.test(this.text.slice(from, to))) this.markup(from, to, Place.field, field);
    else this.lines(from, to, Place.field, field);
  }

  document(from: number, to: number): void {
    const { text } = this;
    if (DOCUMENT_MARKUP.test(text)) {
      this.markup(from, to, Place.markup, Field.none);
      return;
    }
    this.lines(from, to, Place.prose, Field.none);
    if (this.segments.length <= 2) {
      for (let i = 0; i < this.segments.length; i++) {
        const segment = this.segments[i]!;
        if (segment.place === Place.prose) this.segments[i] = { ...segment, place: Place.alone };
      }
    }
  }

  /** Text between tags, comments and attributes that hold sentences; what styles hide is marked so. */
  markup(from: number, to: number, place: number, field: number): void {
    const { text } = this;
    let at = from;
    let hiddenUntil = "";
    let hiddenDepth = 0;
    let inCode = 0;
    while (at < to) {
      let open = text.indexOf("<", at);
      if (open < 0 || open >= to) open = to;
      if (open > at) {
        this.lines(at, open, hiddenUntil !== "" ? Place.hidden : inCode > 0 ? Place.code : place, field);
      }
      if (open >= to) return;
      if (text.startsWith("<!--", open) || text.startsWith("<! --", open)) {
        const close = endOf(text, "-->", open + 4, to);
        this.lines(open + 4, close.from, Place.comment, field);
        at = close.to;
        continue;
      }
      const close = text.slice(open, open + MAX_TAG).indexOf(">") + open;
      if (close <= open || close >= to) {
        at = open + 1;
        continue;
      }
      const tag = text.slice(open, close + 1);
      const name = /^<\/?([a-zA-Z][\w-]*)/.exec(tag)?.[1]?.toLowerCase() ?? "";
      const closing = tag.charCodeAt(1) === 0x2f;
      if (name === hiddenUntil && name !== "") {
        hiddenDepth += closing ? -1 : 1;
        if (hiddenDepth === 0) hiddenUntil = "";
      } else if (!closing && hiddenUntil === "" && !tag.endsWith("/>") && hides(tag)) {
        hiddenUntil = name;
        hiddenDepth = 1;
      }
      if (name === "code" || name === "pre" || name === "script" || name === "style") {
        inCode = Math.max(0, inCode + (closing ? -1 : 1));
      }
      if (!closing && tag.length > 20) this.#attributes(tag, open, field);
      at = close + 1;
    }
  }

  #attributes(tag: string, base: number, field: number): void {
    for (const match of tag.matchAll(SPOKEN_ATTRIBUTE)) {
      const value = match[2] ?? "";
      const start = base + match.index + match[0].length - value.length - 1;
      if (value.length > 8) this.lines(start, start + value.length, Place.attribute, field);
    }
  }

  /** Lines of plain text, fenced code, tables and YAML. */
  lines(from: number, to: number, place: number, field: number): void {
    const { text } = this;
    let fenced = false;
    let rowsBefore = 0;
    let at = from;
    while (at < to) {
      const end = lineEnd(text, at, to);
      const next = end.next;
      const row = isRow(text, at, end.at);
      if (text.startsWith("```", skipSpace(text, at, end.at))) {
        fenced = !fenced;
        rowsBefore = 0;
      } else if (fenced) this.#codeLine(at, end.at, field);
      else if (row) {
        rowsBefore++;
        this.#cells(at, end.at, field);
      } else if (end.at > at) {
        const following = next < to ? lineEnd(text, next, to) : undefined;
        const rowAfter = following !== undefined && isRow(text, next, following.at);
        if ((rowsBefore > 0 || rowAfter) && place !== Place.hidden) {
          this.#sentences(at, end.at, Place.amongRows, field);
        } else {
          const joined = joinedEnd(text, at, end, to);
          this.#plainLine(at, joined.at, place, field);
          at = joined.next;
          rowsBefore = 0;
          continue;
        }
        rowsBefore = 0;
      } else rowsBefore = 0;
      at = next;
    }
  }

  #plainLine(from: number, to: number, place: number, field: number): void {
    const { text } = this;
    const start = skipSpace(text, from, to);
    if (place === Place.prose || place === Place.field || place === Place.code) {
      // A comment of code outside of fences, or a line `name: value`.
      const marker = text.startsWith("# ", start) && place === Place.code
        ? 2
        : text.startsWith("//", start)
        ? 2
        : 0;
      if (marker > 0) {
        this.#sentences(start + marker, to, Place.comment, field);
        return;
      }
    }
    if (place === Place.prose) {
      const colon = YAML_KEY.exec(text.slice(start, Math.min(to, start + 48)));
      if (colon !== null) {
        this.#sentences(start + colon[0].length, to, Place.field, fieldOf(colon[1]!));
        return;
      }
    }
    this.#sentences(start, to, place, field);
  }

  #codeLine(from: number, to: number, field: number): void {
    const start = skipSpace(this.text, from, to);
    const comment = COMMENT_START.exec(this.text.slice(start, Math.min(to, start + 400)));
    if (comment === null) this.#push(start, to, { place: Place.code, field, first: false });
    else this.#sentences(start + comment.index + comment[0].length, to, Place.comment, field);
  }

  #cells(from: number, to: number, field: number): void {
    const { text } = this;
    let at = from;
    while (at < to) {
      let bar = text.indexOf("|", at);
      if (bar < 0 || bar > to) bar = to;
      this.#sentences(at, bar, Place.cell, field);
      at = bar + 1;
    }
  }

  /** Cuts at sentence ends and escaped line ends. */
  #sentences(from: number, to: number, place: number, field: number): void {
    const { text } = this;
    let start = from;
    let first = true;
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at);
      let cut = 0;
      if (unit === 0x2e || unit === 0x21 || unit === 0x3f) {
        if (at + 1 < to && text.charCodeAt(at + 1) <= 0x20 && !isAbbreviation(text, at, start)) cut = 1;
        else if (at - start > 24 && at + 2 < to && isGluedStart(text, at)) cut = 1;
      } else if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f || unit === 0x964) cut = 1;
      else if (
        unit === 0x5c && at + 1 < to && (text.charCodeAt(at + 1) === 0x6e || text.charCodeAt(at + 1) === 0x72)
      ) {
        this.#push(start, at, { place, field, first });
        first = true;
        start = at + 2;
        at++;
        continue;
      } else if (at - start >= MAX_SEGMENT && unit <= 0x20) cut = 1;
      else if (at - start >= 2 * MAX_SEGMENT) cut = 1;
      if (cut === 0) continue;
      this.#push(start, at + 1, { place, field, first });
      first = false;
      start = at + 1;
    }
    this.#push(start, to, { place, field, first });
  }

  #push(from: number, to: number, about: { place: number; field: number; first: boolean }): void {
    const { text } = this;
    let start = from;
    let end = to;
    while (start < end && isTrim(text.charCodeAt(start))) start++;
    while (end > start && isTrim(text.charCodeAt(end - 1))) end--;
    if (end - start < MIN_SEGMENT && !isDense(text, start, end)) return;
    this.segments.push({ start, end, ...about });
  }
}

/** Nothing shorter orders anything, but for scripts in which a character is a word. */
const MIN_SEGMENT = 10;
function isDense(text: string, start: number, end: number): boolean {
  return end - start >= 5 && text.charCodeAt(start) > 0x2e80;
}

/** A tag, or the beginning of a comment. */
const MARKUP = /<[a-zA-Z/!][^<>]{0,400}>|<!--/;
const DOCUMENT_MARKUP =
  /<! ?--|<(?:html|body|table|tr|td|p|div|span|code|img|h[1-6]|title|script|style)\b[^<>]{0,200}>/i;

const YAML_KEY = /^-?\s{0,2}([A-Za-z_][A-Za-z_ ]{0,24}):\s+/;
const SPOKEN_ATTRIBUTE =
  /\b(alt|title|aria-label|aria-description|content|value|placeholder|data-[\w-]{1,30})\s{0,2}=\s{0,2}["']([^"']{8,1500})["']/gi;
const COMMENT_START = /(?:^|\s)(?:\/\/|#|--|\/\*|\*|<!--)\s/;

/** Styles that keep a person from seeing an element (CSS 2.2: display, visibility; CSS Color: opacity). */
const HIDING_STYLE =
  /display\s{0,2}:\s{0,2}none|visibility\s{0,2}:\s{0,2}hidden|font-size\s{0,2}:\s{0,2}0?\.?[01](?:px|pt|em|rem|%|\s|;|"|')|opacity\s{0,2}:\s{0,2}0?\.?0\d?\s{0,2}(?:[;"'!]|$)|(?:^|[^-])color\s{0,2}:\s{0,2}(?:white|transparent|#fff(?:fff)?|rgba?\(255, ?255, ?255)|(?:left|top|text-indent)\s{0,2}:\s{0,2}-\d{3,5}|(?:height|width)\s{0,2}:\s{0,2}0(?:px)?\s{0,2}[;"']|clip\s{0,2}:\s{0,2}rect\(0/i;
const HIDING_ATTRIBUTE = /\s(?:hidden(?=[\s>=])|aria-hidden\s{0,2}=\s{0,2}["']?true)/i;

export function hides(tag: string): boolean {
  return HIDING_ATTRIBUTE.test(tag) || (/style\s{0,2}=/i.test(tag) && HIDING_STYLE.test(tag));
}

function endOf(text: string, mark: string, from: number, to: number): { from: number; to: number } {
  const at = text.indexOf(mark, from);
  return at < 0 || at >= to ? { from: to, to } : { from: at, to: at + mark.length };
}

/** The end of a quoted text: a quote after which the record goes on. */
function closingQuote(text: string, open: number, to: number, quote: number): number {
  for (let at = open + 1; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5c) at++;
    else if (unit === quote) {
      let next = at + 1;
      while (next < to && text.charCodeAt(next) <= 0x20) next++;
      if (next >= to) return at;
      const after = text.charCodeAt(next);
      if (after === 0x3a || after === 0x7d || after === 0x5d) return at;
      if (after === 0x2c && closesBeforeComma(text, next, to)) return at;
    }
  }
  return to;
}

/** After `',` a record goes on with a quote, a digit, a bracket or a word of its own. */
function closesBeforeComma(text: string, comma: number, to: number): boolean {
  let next = comma + 1;
  while (next < to && text.charCodeAt(next) <= 0x20) next++;
  if (next >= to) return true;
  const unit = text.charCodeAt(next);
  if (unit === 0x22 || unit === 0x27 || unit === 0x7b || unit === 0x5b || unit === 0x2d) return true;
  if (unit >= 0x30 && unit <= 0x39) return true;
  return /^(?:null|true|false|None|True|False)\b/.test(text.slice(next, next + 6));
}

function lineEnd(text: string, from: number, to: number): { at: number; next: number } {
  let end = text.indexOf("\n", from);
  if (end < 0 || end > to) end = to;
  return { at: end > from && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end, next: end + 1 };
}

/** Lines of this length are wrapped by a program or a person, and the sentence goes on in the next. */
const MIN_WRAPPED = 56;

/** The end of a line and of those that go on with its sentence. */
function joinedEnd(
  text: string,
  from: number,
  line: { at: number; next: number },
  to: number,
): { at: number; next: number } {
  let start = from;
  let end = line;
  while (end.at - start >= MIN_WRAPPED && end.next < to && end.at - from < 2 * MAX_SEGMENT) {
    let close = end.at;
    while (close > start && isTrim(text.charCodeAt(close - 1))) close--;
    const last = text.charCodeAt(close - 1);
    if (last === 0x2e || last === 0x3a || last === 0x21 || last === 0x3f || last === 0x27 || last === 0x22) {
      break;
    }
    const following = lineEnd(text, end.next, to);
    const begin = skipSpace(text, end.next, following.at);
    const unit = text.charCodeAt(begin);
    // An empty line, or one that begins as a list, heading, row, fence or quote does.
    if (begin >= following.at || "-*#|`>+<{[".includes(String.fromCharCode(unit))) break;
    if (begin === end.next && unit < 0x80 && !(unit >= 0x61 && unit <= 0x7a)) break;
    if (YAML_KEY.test(text.slice(begin, Math.min(following.at, begin + 48)))) break;
    start = end.next;
    end = following;
  }
  return end;
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** A row begins with a bar and has another. */
function isRow(text: string, from: number, to: number): boolean {
  const at = skipSpace(text, from, to);
  if (text.charCodeAt(at) !== 0x7c || at >= to) return false;
  const second = text.indexOf("|", at + 1);
  return second > 0 && second < to;
}

function isTrim(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0;
}

function isUpper(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

/** A sentence that was appended to another without a space between: `accordingly.Send`. Names with dots in them have no such beginning. */
function isGluedStart(text: string, at: number): boolean {
  if (!isUpper(text.charCodeAt(at + 1)) || text.charCodeAt(at + 1) === text.charCodeAt(at - 1)) return false;
  const word = /^[A-Z][A-Za-z]{1,14}[ :,]/.test(text.slice(at + 1, at + 18));
  const before = text.charCodeAt(at - 1);
  return word && ((before >= 0x61 && before <= 0x7a) || before === 0x25 || before === 0x29);
}

/** `e.g. `, `Mr. `, `J. `: a full stop after a very short word. */
function isAbbreviation(text: string, at: number, start: number): boolean {
  if (text.charCodeAt(at) !== 0x2e) return false;
  let letters = 0;
  for (
    let i = at - 1;
    i >= start && letters < 3 && (text.charCodeAt(i) | 0x20) >= 0x61 && (text.charCodeAt(i) | 0x20) <= 0x7a;
    i--
  ) letters++;
  return letters === 1 || (letters === 2 && at - 3 >= start && isUpper(text.charCodeAt(at - 2)));
}
