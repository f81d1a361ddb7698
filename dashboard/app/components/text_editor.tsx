import { useRef } from "preact/hooks";

export interface TextProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface TextEditorProps {
  /** Of the text area. */
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly problems: readonly TextProblem[];
  readonly onInput: (text: string) => void;
}

/** A text area with line numbers, and a mark at each line with a problem. Tab moves on, as everywhere on the page. */
export function TextEditor({ id, label, text, problems, onInput }: TextEditorProps) {
  const gutter = useRef<HTMLOListElement>(null);
  const lines = text.split("\n").length;
  const byLine = new Map(problems.map(({ line, message }) => [line, message]));
  return (
    <div class="text-editor">
      <ol ref={gutter} class="gutter" aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => {
          const problem = byLine.get(index + 1);
          return <li key={index} class={problem === undefined ? "" : "bad"} title={problem}>{index + 1}</li>;
        })}
      </ol>
      <textarea
        id={id}
        aria-label={label}
        aria-invalid={problems.length > 0}
        aria-describedby={problems.length > 0 ? "policy-problems" : undefined}
        value={text}
        rows={Math.min(34, Math.max(14, lines + 1))}
        wrap="off"
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={keepIndent}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}

/** A new line begins as far in as the one before, one step further after a colon. */
function keepIndent(event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }): void {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  if (selectionStart !== selectionEnd) return;
  const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  const indent = (/^ */.exec(line)?.[0] ?? "") + (/:\s*$/.test(line) ? "  " : "");
  if (indent === "") return;
  event.preventDefault();
  // Undo takes it back as one step with what was typed.
  document.execCommand("insertText", false, `\n${indent}`);
}
