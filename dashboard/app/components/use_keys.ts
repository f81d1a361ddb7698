import { useEffect } from "preact/hooks";
import type { KeyBinding } from "../models/keyboard.ts";
import { useConsole } from "./console_context.ts";

/**
 * Keys that work while the component is on the page; `?` lists them under `title`. They are made once: let `run` read
 * signals and models, not values of one drawing.
 */
export function useKeys(title: string, make: () => readonly KeyBinding[]): void {
  const { keyboard } = useConsole();
  useEffect(() => keyboard.add(title, make()), [keyboard, title]);
}
