/** Every key that does something, in one place: so that none is taken twice, and `?` can list them all. */
import { type ReadonlySignal, signal } from "@preact/signals";

export interface KeyBinding {
  /**
   * As in `KeyboardEvent.key`, letters in lower case; `mod+` for Ctrl or ⌘. Two with a space between are pressed one
   * after the other: `j`, `Escape`, `g l`, `mod+s`.
   */
  readonly keys: string;
  /** What happens, as the help says it: `Next call`. */
  readonly does: string;
  /** Return false to leave the key to whoever else wants it. */
  readonly run: () => void | boolean;
  /** Whether holding the key down goes on and on. Default false. */
  readonly repeats?: boolean;
  /** Whether it works in a text field. Default false; keys with `mod+` always do. */
  readonly whileTyping?: boolean;
}

export interface KeyPress {
  /** As in a binding. */
  readonly key: string;
  /** The key is being held down. */
  readonly repeat: boolean;
  /** The key goes to a text field. */
  readonly typing: boolean;
  /** Milliseconds of any clock. */
  readonly atMs: number;
}

export interface KeyLayer {
  /** Where its keys work: `Everywhere`, `Live`. */
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

/** The layer of keys that work in every view; asked last, whenever it was added. */
export const EVERYWHERE = "Everywhere";

/** The second key of two must follow this soon. */
const SEQUENCE_MS = 1_500;

export class Keyboard {
  readonly #layers = signal<readonly KeyLayer[]>([]);
  #first: { readonly key: string; readonly atMs: number } | null = null;

  /** What works now, as the help lists it: the first added first. */
  get layers(): ReadonlySignal<readonly KeyLayer[]> {
    return this.#layers;
  }

  /** Adds keys; returns a function that takes them away. The last added are asked first, those of {@linkcode EVERYWHERE} last. */
  add(title: string, bindings: readonly KeyBinding[]): () => void {
    const layer = { title, bindings };
    const others = this.#layers.peek();
    this.#layers.value = title === EVERYWHERE ? [layer, ...others] : [...others, layer];
    return () => this.#layers.value = this.#layers.peek().filter((each) => each !== layer);
  }

  /** @returns whether the key was one of ours: the browser should then do nothing with it. */
  press(press: KeyPress): boolean {
    const first = this.#first;
    this.#first = null;
    const pair = first && press.atMs - first.atMs <= SEQUENCE_MS ? `${first.key} ${press.key}` : null;
    if (pair !== null && this.#run(pair, press)) return true;
    if (this.#run(press.key, press)) return true;
    if (!press.typing && !press.repeat && this.#begins(press.key)) this.#first = press;
    return false;
  }

  #begins(key: string): boolean {
    return this.#layers.peek().some(({ bindings }) =>
      bindings.some(({ keys }) => keys.startsWith(`${key} `))
    );
  }

  #run(keys: string, { repeat, typing }: KeyPress): boolean {
    for (const { bindings } of this.#layers.peek().toReversed()) {
      for (const binding of bindings) {
        if (binding.keys !== keys) continue;
        if (typing && binding.whileTyping !== true && !keys.startsWith("mod+")) continue;
        // Held down, it is still ours: the browser must not do something else with it.
        if (repeat && binding.repeats !== true) return true;
        if (binding.run() !== false) return true;
      }
    }
    return false;
  }
}
