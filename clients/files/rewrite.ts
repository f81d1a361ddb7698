/** Carries changes out on the text of a settings file, and makes sure that nothing else has changed. */
import { applyChange, type Broken, type Change, type FileFormat, sameValue } from "./change.ts";

const BOM = "\ufeff";

export type Rewritten =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly broken: Broken }
  /** The text says it in a way that cannot be edited without harm. */
  | { readonly ok: false; readonly change: Change };

/**
 * The text after all changes. What the edited text means is read again after every step and compared with what the change does to
 * the values: an edit that would do anything else is not made.
 */
export function rewrite(text: string, changes: readonly Change[], format: FileFormat): Rewritten {
  const bom = text.startsWith(BOM) ? BOM : "";
  let now = text.slice(bom.length);
  for (const change of changes) {
    const before = format.parse(now);
    if (!before.ok) return before;
    const edited = format.edit(now, change);
    const after = edited === undefined ? undefined : format.parse(edited);
    if (edited === undefined || !after?.ok || !sameValue(after.value, applyChange(before.value, change))) {
      return { ok: false, change };
    }
    now = edited;
  }
  return { ok: true, text: bom + now };
}

/** The values of a text that may begin with a byte order mark. */
export function read(text: string, format: FileFormat): ReturnType<FileFormat["parse"]> {
  return format.parse(text.startsWith(BOM) ? text.slice(1) : text);
}
