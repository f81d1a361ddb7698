/** Light or dark: as the system has it, unless a person chose otherwise in this browser. */
import { type ReadonlySignal, signal } from "@preact/signals";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = typeof THEMES[number];

/** Where the choice is kept, and where it takes effect. */
export interface ThemeKeeper {
  /** Empty when nothing was chosen. */
  read(): string;
  write(theme: Theme): void;
  apply(theme: Theme): void;
}

export class ThemeChoice {
  readonly #theme;
  readonly #keeper: ThemeKeeper;

  constructor(keeper: ThemeKeeper) {
    this.#keeper = keeper;
    const kept = keeper.read();
    this.#theme = signal<Theme>(THEMES.find((theme) => theme === kept) ?? "system");
    keeper.apply(this.#theme.value);
  }

  get theme(): ReadonlySignal<Theme> {
    return this.#theme;
  }

  set(theme: Theme): void {
    this.#theme.value = theme;
    this.#keeper.write(theme);
    this.#keeper.apply(theme);
  }

  /** System, light, dark, and round again. */
  next(): void {
    const at = THEMES.indexOf(this.#theme.peek());
    this.set(THEMES[(at + 1) % THEMES.length] ?? "system");
  }
}
