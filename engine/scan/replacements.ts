/** What stands in place of each value that was found: in what is stored, and in what is sent. */
import { createHmac } from "node:crypto";
import type { RedactionStyle, RedactionStyles } from "../types.ts";
import type { Hit } from "./hit.ts";
import { mask } from "./mask.ts";
import { hashMark, placeholder } from "./placeholder.ts";

/** Hex digits of a digest that are shown: enough that two values of one body never share them by chance. */
const HASH_CHARS = 12;

export interface ReplacementOptions {
  /** Default: placeholders for all. */
  readonly styles?: RedactionStyles | undefined;
  /** Key of style `hash`. Without one that style cannot be had, and its values get placeholders. */
  readonly hashKey?: string | undefined;
}

/** Gives each hit its replacements. Of one kind, the same value has the same one everywhere. */
export class Replacements {
  readonly #byValue = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  constructor(readonly options: ReplacementOptions) {}

  assign(hit: Hit): void {
    const { kind } = hit.rule;
    const key = `${kind} ${hit.value}`;
    let text = this.#byValue.get(key);
    if (text === undefined) {
      const number = (this.#counts.get(kind) ?? 0) + 1;
      this.#counts.set(kind, number);
      text = placeholder(kind, number);
      this.#byValue.set(key, text);
    }
    hit.placeholder = text;
    hit.replacement = this.#replacement(hit);
    if (hit.leaf.role === "key") hit.leaf.place.maskKey(hit.leaf.index, text);
  }

  #replacement(hit: Hit): string {
    const { rule, value, leaf, publicPrefix } = hit;
    const style = this.#styleOf(hit);
    if (style === "hash" && this.options.hashKey !== undefined) {
      return hashMark(rule.kind, digest(this.options.hashKey, `${rule.kind} ${value}`));
    }
    // Two names that are masked or removed could become the same one, and a reader would lose a member.
    if (leaf.role === "key") return hit.placeholder;
    if (style === "remove") return "";
    if (style === "mask") return mask(value, { class: rule.class, kind: rule.kind, publicPrefix });
    return hit.placeholder;
  }

  #styleOf({ rule }: Hit): RedactionStyle {
    const { styles } = this.options;
    if (styles === undefined) return "placeholder";
    const own = Object.hasOwn(styles.byRule, rule.id) ? styles.byRule[rule.id] : undefined;
    return own ?? styles.byClass[rule.class] ?? "placeholder";
  }
}

/** HMAC-SHA-256 (RFC 2104), cut: without the key, mail addresses and telephone numbers cannot be tried one by one. */
function digest(key: string, text: string): string {
  return createHmac("sha256", key).update(text.toWellFormed()).digest("hex").slice(0, HASH_CHARS);
}
