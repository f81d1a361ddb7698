/**
 * Strings and numbers of a JSON text (RFC 8259) with their source spans, in one pass and without recursion, so that neither size
 * nor nesting can hurt. Several values one after the other are taken too (NDJSON, JSON text sequences).
 */
import type { LeafRole, Place } from "./layer.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** A string that ends within so much is read unit by unit, which is quicker than two searches. */
const SHORT_CHARS = 24;
const ROOT = 0;

const ROLES = ["text", "key", "number"] as const;
/** Numbers that a leaf takes: start, end, frame, slot, and role with the mark for escapes. */
const STRIDE = 5;
/** Characters of an ordinary document to a leaf, keys counted, and the fewest leaves that room is made for at first. */
const CHARS_PER_LEAF = 12;
const MIN_LEAVES = 8;
/** A longer document gets more room when it turns out to need it. */
const MAX_FIRST_LEAVES = 16_384;
const ESCAPED = 4;

/** Members that hold a value whose name is another member. */
const VALUE_KEYS: ReadonlySet<string> = new Set([
  "value",
  "val",
  "content",
  "data",
  "plaintext",
  "string_value",
  "stringvalue",
]);
/** Whether one of them begins so, in either case: most keys are turned away by it. */
function mayBeValueKey(initial: number): boolean {
  const lower = initial | 0x20;
  return lower === 0x76 || lower === 0x63 || lower === 0x64 || lower === 0x70 || lower === 0x73;
}
const NAME_KEYS: ReadonlySet<string> = new Set([
  "name",
  "key",
  "id",
  "variable",
  "var",
  "field",
  "header",
  "label",
  "param",
  "parameter",
  "env",
  "secret_name",
]);
const MAX_PAIR_KEY_CHARS = 12;
const MAX_NAME_CHARS = 100;
/** Leaves between name and value, keys counted. */
const MAX_NAME_DISTANCE = 8;

interface FrameNames {
  readonly frame: number;
  /** Name of the frame or of the nearest one around it that has one. */
  readonly nearest: string | undefined;
  /** That name with the next one further out before it; empty when there is none. */
  readonly both: string;
}

const NO_PATH = { frame: -1, path: "" } as const;
const NO_NAMES: FrameNames = { frame: -1, nearest: undefined, both: "" };

/** The leaves of one JSON text, as rows of numbers: a document of a million leaves stays small. */
export class JsonLeaves implements Place {
  #rows: Int32Array<ArrayBuffer>;
  #count = 0;
  /** Per open or closed container: the container it stands in, and its slot there. Frame 0 is the top. */
  readonly frameParents: number[] = [-1];
  readonly frameSlots: number[] = [0];
  /** How many values stand at the top. */
  values = 0;
  readonly #masks = new Map<number, string>();
  #names: FrameNames = NO_NAMES;
  /** The path of the frame that was asked for last: neighbours share theirs. */
  #framePath: { readonly frame: number; readonly path: string } = NO_PATH;

  /** `root` gives the beginning of every path; asked for late, since names in it may be masked by then. */
  constructor(readonly text: string, readonly root: () => string, { chars }: { readonly chars: number }) {
    const leaves = Math.min(MIN_LEAVES + Math.ceil(chars / CHARS_PER_LEAF), MAX_FIRST_LEAVES);
    this.#rows = new Int32Array(leaves * STRIDE);
  }

  get length(): number {
    return this.#count;
  }

  startOf(index: number): number {
    return this.#rows[index * STRIDE]!;
  }

  endOf(index: number): number {
    return this.#rows[index * STRIDE + 1]!;
  }

  roleOf(index: number): LeafRole {
    return ROLES[this.#rows[index * STRIDE + 4]! & 3]!;
  }

  /** Whether a string holds a backslash. */
  isEscaped(index: number): boolean {
    return (this.#rows[index * STRIDE + 4]! & ESCAPED) !== 0;
  }

  /** `slot` is an index ≥ 0 in arrays, and in objects `~key`, where `key` is the leaf that names this one. */
  add(
    role: LeafRole,
    span: { start: number; end: number; frame: number; slot: number; escaped: boolean },
  ): void {
    if ((this.#count + 1) * STRIDE > this.#rows.length) {
      const grown = new Int32Array(this.#rows.length * 2);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    const at = this.#count++ * STRIDE;
    const rows = this.#rows;
    rows[at] = span.start;
    rows[at + 1] = span.end;
    rows[at + 2] = span.frame;
    rows[at + 3] = span.slot;
    rows[at + 4] = (role === "text" ? 0 : role === "key" ? 1 : 2) | (span.escaped ? ESCAPED : 0);
  }

  #frameOf(index: number): number {
    return this.#rows[index * STRIDE + 2]!;
  }

  #slotOf(index: number): number {
    return this.#rows[index * STRIDE + 3]!;
  }

  pathOf(index: number): string {
    const frame = this.#frameOf(index);
    const step = this.roleOf(index) === "key" ? ".{key}" : this.#stepIn(frame, this.#slotOf(index));
    return `${this.root()}${this.#pathTo(frame)}${step}`;
  }

  #pathTo(frame: number): string {
    if (frame === this.#framePath.frame) return this.#framePath.path;
    const steps: string[] = [];
    for (let at = frame; at !== ROOT; at = this.frameParents[at]!) {
      steps.push(this.#stepIn(this.frameParents[at]!, this.frameSlots[at]!));
    }
    const path = steps.reverse().join("");
    this.#framePath = { frame, path };
    return path;
  }

  /** The step from a frame to what stands in it. */
  #stepIn(frame: number, slot: number): string {
    if (frame === ROOT && this.values <= 1) return "";
    return slot >= 0 ? `[${slot}]` : this.#step(~slot);
  }

  labelOf(index: number): string {
    const slot = this.#slotOf(index);
    const frame = this.#frameOf(index);
    if (slot >= 0) return this.#namesOf(frame).both;
    const { nearest } = this.#namesOf(frame);
    const own = this.#keyText(~slot);
    return nearest === undefined ? own : `${nearest}.${own}`;
  }

  /** The names around what stands in a frame. Neighbours ask for the same, so the last answer is kept. */
  #namesOf(frame: number): FrameNames {
    if (frame === this.#names.frame) return this.#names;
    let nearest: string | undefined;
    let next: string | undefined;
    for (let at = frame; at !== ROOT; at = this.frameParents[at]!) {
      const slot = this.frameSlots[at]!;
      if (slot >= 0) continue;
      const name = this.#keyText(~slot);
      if (nearest !== undefined) {
        next = name;
        break;
      }
      nearest = name;
    }
    return this.#names = { frame, nearest, both: next === undefined ? nearest ?? "" : `${next}.${nearest}` };
  }

  nameBeside(index: number): string {
    const key = this.keyOf(index);
    if (key < 0 || !mayBeValueKey(this.text.charCodeAt(this.startOf(key)))) return "";
    if (!VALUE_KEYS.has(this.#shortKey(key))) return "";
    const frame = this.#frameOf(index);
    for (let distance = 1; distance <= MAX_NAME_DISTANCE; distance++) {
      for (const other of [index - distance, index + distance]) {
        if (other < 0 || other >= this.#count || other === index) continue;
        const isMember = this.#frameOf(other) === frame && this.roleOf(other) === "text";
        const otherKey = isMember ? this.keyOf(other) : -1;
        if (otherKey < 0 || !NAME_KEYS.has(this.#shortKey(otherKey))) continue;
        const [start, end] = [this.startOf(other), this.endOf(other)];
        if (end - start <= MAX_NAME_CHARS) return this.text.slice(start, end);
      }
    }
    return "";
  }

  /** A key in lower case; empty when it is long. */
  #shortKey(leaf: number): string {
    const [start, end] = [this.startOf(leaf), this.endOf(leaf)];
    return end - start > MAX_PAIR_KEY_CHARS ? "" : this.text.slice(start, end).toLowerCase();
  }

  keyOf(index: number): number {
    const slot = this.#slotOf(index);
    return this.roleOf(index) !== "key" && slot < 0 ? ~slot : -1;
  }

  maskKey(index: number, text: string): void {
    this.#masks.set(index, text);
    this.#names = NO_NAMES;
    this.#framePath = NO_PATH;
  }

  #keyText(leaf: number): string {
    return this.#masks.get(leaf) ?? this.text.slice(this.startOf(leaf), this.endOf(leaf));
  }

  #step(leaf: number): string {
    const key = this.#keyText(leaf);
    return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `["${key}"]`;
  }
}

/** What may come next. */
type State = "value" | "first-item" | "first-key" | "key" | "colon" | "after-value";

/** Reads `[from, to)` of `text`; undefined when it is not JSON. `options.root` gives the beginning of every path, `$` by default. */
export function readJsonLeaves(
  text: string,
  from: number,
  to: number,
  options: { root?: () => string } = {},
): JsonLeaves | undefined {
  const leaves = new JsonLeaves(text, options.root ?? (() => "$"), { chars: to - from });
  return new JsonReader(text, to, leaves).read(from) ? leaves : undefined;
}

/** One pass over a JSON text. The stack of open containers lives in `frame*` columns and `counts`. */
class JsonReader {
  #frame = ROOT;
  #isObject = false;
  #slot = 0;
  #state: State = "value";
  #nextBackslash = -2;
  #isEscaped = false;
  /** Per open frame: how many items it has so far (arrays), and whether it is an object. */
  readonly #counts: number[] = [0];
  readonly #objects: boolean[] = [false];
  readonly #open: number[] = [ROOT];

  constructor(readonly text: string, readonly to: number, readonly leaves: JsonLeaves) {}

  read(from: number): boolean {
    const { text, to } = this;
    let i = from;
    if (text.charCodeAt(i) === 0xfeff) i++;
    while (i < to) {
      const unit = text.charCodeAt(i);
      if (
        unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 ||
        (unit === 0x1e && this.#frame === ROOT)
      ) {
        i++;
        continue;
      }
      i = this.#token(unit, i);
      if (i < 0) return false;
    }
    return this.#frame === ROOT && this.#state === "after-value";
  }

  /** Takes the token at `i`; returns where to go on, or -1. */
  #token(unit: number, i: number): number {
    if (this.#state === "after-value" && this.#frame === ROOT) this.#nextRootValue();
    switch (unit) {
      case QUOTE:
        return this.#string(i);
      case 0x7b:
        return this.#openFrame(i, true);
      case 0x5b:
        return this.#openFrame(i, false);
      case 0x7d:
        return this.#closeFrame(i, true);
      case 0x5d:
        return this.#closeFrame(i, false);
      case 0x2c:
        return this.#comma(i);
      case 0x3a:
        if (this.#state !== "colon") return -1;
        this.#state = "value";
        return i + 1;
      default:
        return this.#scalar(unit, i);
    }
  }

  #nextRootValue(): void {
    this.#state = "value";
    this.#slot = this.leaves.values;
  }

  #expectsValue(): boolean {
    return this.#state === "value" || this.#state === "first-item";
  }

  #string(i: number): number {
    const end = this.#closingQuote(i + 1);
    if (end < 0) return -1;
    const isKey = this.#state === "key" || this.#state === "first-key";
    if (!isKey && !this.#expectsValue()) return -1;
    const span = { start: i + 1, end, frame: this.#frame, slot: this.#slot, escaped: this.#isEscaped };
    if (isKey) {
      span.slot = ~this.leaves.length;
      this.#slot = span.slot;
      this.leaves.add("key", span);
      this.#state = "colon";
    } else {
      this.leaves.add("text", span);
      this.#valueDone();
    }
    return end + 1;
  }

  /** Index of the quote that ends the string whose text begins at `i`, or -1. Says in `#isEscaped` whether a backslash stands before it. */
  #closingQuote(i: number): number {
    const { text, to } = this;
    const near = Math.min(to, i + SHORT_CHARS);
    for (let at = i; at < near; at++) {
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) {
        this.#isEscaped = false;
        return at;
      }
      if (unit === BACKSLASH) break;
    }
    return this.#farQuote(i);
  }

  /** The same for long strings and such with escapes, in great steps. Leaves `#nextBackslash` at the first one from `i` on. */
  #farQuote(i: number): number {
    const { text, to } = this;
    if (this.#nextBackslash !== -1 && this.#nextBackslash < i) this.#nextBackslash = text.indexOf("\\", i);
    let quote = text.indexOf('"', i);
    let backslash = this.#nextBackslash;
    while (backslash >= 0 && quote >= 0 && backslash < quote) {
      if (backslash + 1 === quote) quote = text.indexOf('"', quote + 1);
      backslash = text.indexOf("\\", backslash + 2);
    }
    this.#isEscaped = this.#nextBackslash >= 0 && this.#nextBackslash < quote;
    // From here on the remembered backslash lies behind; it is looked up again by the next string that needs it.
    if (this.#isEscaped) this.#nextBackslash = -2;
    return quote < to ? quote : -1;
  }

  #openFrame(i: number, isObject: boolean): number {
    if (!this.#expectsValue()) return -1;
    const frame = this.leaves.frameParents.push(this.#frame) - 1;
    this.leaves.frameSlots.push(this.#slot);
    this.#open.push(frame);
    this.#counts.push(0);
    this.#objects.push(isObject);
    this.#frame = frame;
    this.#isObject = isObject;
    this.#slot = 0;
    this.#state = isObject ? "first-key" : "first-item";
    return i + 1;
  }

  #closeFrame(i: number, isObject: boolean): number {
    const mayClose = this.#state === "after-value" ||
      this.#state === (isObject ? "first-key" : "first-item");
    if (this.#frame === ROOT || this.#isObject !== isObject || !mayClose) return -1;
    this.#open.pop();
    this.#counts.pop();
    this.#objects.pop();
    this.#frame = this.#open.at(-1)!;
    this.#isObject = this.#objects.at(-1)!;
    this.#valueDone();
    return i + 1;
  }

  #comma(i: number): number {
    if (this.#state !== "after-value" || this.#frame === ROOT) return -1;
    const depth = this.#counts.length - 1;
    this.#counts[depth] = this.#counts[depth]! + 1;
    this.#slot = this.#isObject ? 0 : this.#counts[depth]!;
    this.#state = this.#isObject ? "key" : "value";
    return i + 1;
  }

  /** A number, `true`, `false` or `null`. */
  #scalar(unit: number, i: number): number {
    if (!this.#expectsValue()) return -1;
    const { text, to } = this;
    let end = i;
    while (end < to && isScalarUnit(text.charCodeAt(end))) end++;
    if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) {
      this.leaves.add("number", { start: i, end, frame: this.#frame, slot: this.#slot, escaped: false });
    } else {
      const word = text.slice(i, Math.min(end, i + 6));
      if (word !== "true" && word !== "false" && word !== "null") return -1;
    }
    this.#valueDone();
    return end;
  }

  #valueDone(): void {
    this.#state = "after-value";
    if (this.#frame === ROOT) this.leaves.values++;
  }
}

function isScalarUnit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a) || unit === 0x45 || unit === 0x2e ||
    unit === 0x2b || unit === 0x2d;
}
