import type { KeyPress } from "../models/keyboard.ts";

/** A key press as the keyboard's table takes it; null when it belongs to the browser, to an open dialog, or to an input method. */
export function keyPressOf(event: KeyboardEvent): KeyPress | null {
  if (event.defaultPrevented || event.isComposing || event.altKey) return null;
  // A dialog has the keyboard to itself; the browser closes it by Escape.
  if (document.querySelector("dialog[open]")) return null;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const key = event.ctrlKey || event.metaKey ? `mod+${name}` : name;
  return { key, repeat: event.repeat, typing: isTextField(event.target), atMs: event.timeStamp };
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
