/** Cuts what an agent reads into sentences and cells, each with the place where it stands: prose, a field, a table, code, something hidden. */
import { isRow, isTrim, joinedEnd, lineEnd, MAX_SEGMENT, skipSpace, YAML_KEY } from "./lines.ts";
import { Field, fieldOf, Place } from "./places.ts";
import { closingQuote } from "./quoted_value.ts";
import { isAbbreviation, isGluedStart } from "./sentence_end.ts";
import { DOCUMENT_MARKUP, endOf, MARKUP, MAX_TAG, OpenTags, SPOKEN_ATTRIBUTE } from "./tags.ts";

export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly place: number;
  readonly field: number;
  /** Offset at which the field, paragraph or cell began: an instruction often begins it. */
  readonly first: boolean;
}

export interface SegmentOptions {
  /** Name of the field whose value the text is; empty: none. */
  readonly field: string;
  /** The whole text is hidden from people. */
  readonly hidden: boolean;
}

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
    const around = new OpenTags();
    let at = from;
    while (at < to) {
      let open = text.indexOf("<", at);
      if (open < 0 || open >= to) open = to;
      if (open > at) this.lines(at, open, around.placeOf(place), field);
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
      const isOpening = around.take(tag);
      if (isOpening && tag.length > 20) this.#attributes(tag, open, field);
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

const COMMENT_START = /(?:^|\s)(?:\/\/|#|--|\/\*|\*|<!--)\s/;
