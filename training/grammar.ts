/** Sentences from templates: `{a|b}` is a choice, `<name>` a word of a list. The same seed gives the same sentences. */

/** mulberry32: small, fast, good enough to vary sentences. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 ≤ x < 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** 0 ≤ n < `below` */
  index(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.index(items.length)]!;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.index(i + 1);
      [items[i], items[j]] = [items[j]!, items[i]!];
    }
    return items;
  }
}

export type WordLists = Readonly<Record<string, readonly string[]>>;

/** Fills one template. Choices may be nested; a name that is in no list is an error. */
export function fill(template: string, lists: WordLists, chance: Chance): string {
  let text = template;
  for (let round = 0; round < 12 && /\{[^{}]*\}|<\w+>/.test(text); round++) {
    text = text.replace(/\{([^{}]*)\}/g, (_, choices: string) => chance.pick(choices.split("|")));
    text = text.replace(/<(\w+)>/g, (_, name: string) => {
      const list = lists[name];
      if (list === undefined) throw new Error(`Cannot fill "${template}": there is no list "${name}"`);
      return chance.pick(list);
    });
  }
  return text.replace(/ {2,}/g, " ").trim();
}
