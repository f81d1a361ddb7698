/** What all searches through one part share: the hits, the effort that is left, the deadline, and what is redacted already. */
import type { ScanPart } from "../ports.ts";
import type { Leaf } from "../text/layer.ts";
import { EFFORT, Effort } from "./effort.ts";
import { isAuthentication } from "./exemption.ts";
import type { Hit } from "./hit.ts";
import { mayHoldRedactions, overlapsPlaceholder } from "./placeholder.ts";
import { DeadlineExceededError, type ScanWatch } from "./watch.ts";

/** The deadline is asked for once in this many steps, since asking takes longer than most steps. */
const STEPS_PER_CHECK = 16;

/** What a rule found in a leaf; `value` when it is more than what stands in the span. */
export type Found = Pick<Hit, "rule" | "confidence" | "start" | "end" | "publicPrefix"> & {
  readonly value?: string;
};

export interface HitLogOptions {
  readonly host: string;
  readonly watch: ScanWatch;
  /** Name of each step that {@linkcode HitLog.enter} is given. */
  readonly stepIds: readonly string[];
  /** Length of the part's text. */
  readonly length: number;
}

export class HitLog {
  readonly hits: Hit[] = [];
  readonly effort: Effort;
  readonly #part: ScanPart;
  readonly #options: HitLogOptions;
  /** The text that was searched for placeholders last, and whether it holds one. */
  #askedText = "";
  #isRedacted = false;
  #steps = 0;

  constructor(part: ScanPart, options: HitLogOptions) {
    this.#part = part;
    this.#options = options;
    this.effort = new Effort(options.length);
  }

  /** @throws {DeadlineExceededError} when time is up. */
  enter(index: number): void {
    const { watch, stepIds } = this.#options;
    watch.enter(index);
    if (this.#steps++ % STEPS_PER_CHECK === 0 && watch.expired()) {
      throw new DeadlineExceededError(stepIds[index]!);
    }
  }

  add(leaf: Leaf, { rule, confidence, publicPrefix, ...found }: Found): void {
    // A digit inside a JSON number cannot be replaced alone.
    const [start, end] = leaf.role === "number" ? [leaf.from, leaf.to] : [found.start, found.end];
    const value = found.value ?? leaf.layer.text.slice(found.start, found.end);
    this.effort.spend(EFFORT.hit);
    const exempt = isAuthentication(rule, leaf, { part: this.#part, host: this.#options.host });
    const unwritten = { placeholder: "", replacement: "" };
    this.hits.push({ rule, confidence, leaf, start, end, value, publicPrefix, exempt, ...unwritten });
  }

  /** Texts without placeholders, which most are, are searched for one once. */
  overlapsPlaceholder(text: string, start: number, end: number): boolean {
    if (text !== this.#askedText) {
      this.#askedText = text;
      this.#isRedacted = mayHoldRedactions(text);
    }
    return this.#isRedacted && overlapsPlaceholder(text, start, end);
  }
}
