/** Options and operands of a command (POSIX Utility Syntax Guidelines, with GNU long options). */
import type { ShellCommand } from "./model.ts";

export class CommandArguments {
  /** `-r`, `--force`; of `-rf` both letters and the whole. In the case they were written. */
  readonly options = new Set<string>();
  /** What is no option. */
  readonly operands: string[] = [];
  readonly values = new Map<string, string[]>();
  readonly texts: readonly string[];

  /** `valued`: options that take the next word. */
  constructor(readonly command: ShellCommand, valued: ReadonlySet<string> = NONE) {
    this.texts = command.words.map(({ text }) => text);
    for (let i = 0; i < this.texts.length; i++) {
      const text = this.texts[i] ?? "";
      if (text === "--") {
        this.operands.push(...this.texts.slice(i + 1));
        break;
      }
      if (!text.startsWith("-") || text === "-") this.operands.push(text);
      else if (this.#readOption(text, valued, this.texts[i + 1])) i++;
    }
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.options.has(name));
  }

  /** First value of any of these options. */
  value(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const found = this.values.get(name)?.[0];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  all(...names: readonly string[]): readonly string[] {
    return names.flatMap((name) => this.values.get(name) ?? []);
  }

  /** The operands up to `count`, as `push origin`. */
  sub(count = 2): string {
    return this.operands.slice(0, count).join(" ");
  }

  /** True when the next word was the option's value. */
  #readOption(text: string, valued: ReadonlySet<string>, next: string | undefined): boolean {
    const equals = text.indexOf("=");
    const name = equals > 0 ? text.slice(0, equals) : text;
    this.options.add(name);
    if (equals > 0) return this.#add(name, text.slice(equals + 1), false);
    if (valued.has(text) && next !== undefined) return this.#add(text, next, true);
    if (text.startsWith("--")) return false;
    for (let i = 1; i < text.length && i < 64; i++) {
      const letter = `-${text[i]}`;
      this.options.add(letter);
      if (!valued.has(letter)) continue;
      if (i + 1 < text.length) return this.#add(letter, text.slice(i + 1), false);
      if (next !== undefined && text.length > 2) return this.#add(letter, next, true);
      break;
    }
    return false;
  }

  /** Gives `tookNext` back. */
  #add(name: string, value: string, tookNext: boolean): boolean {
    const values = this.values.get(name);
    if (values === undefined) this.values.set(name, [value]);
    else values.push(value);
    return tookNext;
  }
}

const NONE: ReadonlySet<string> = new Set();
