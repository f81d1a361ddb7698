import type { PolicyProblemWire } from "../../../engine/wire/policy_console.ts";
import { fileName, PolicyEditor } from "../models/policy_editor.ts";
import { useModel } from "./console_context.ts";

/** Of the text area; the list of problems describes it. */
export const POLICY_FIELD = "policy-text";

/** What is wrong, each with the way to its place. */
export function PolicyProblems({ problems }: { problems: readonly PolicyProblemWire[] }) {
  const editor = useModel(PolicyEditor);
  if (problems.length === 0) return null;
  function show({ file, line }: PolicyProblemWire) {
    if (editor.files.peek().includes(file)) editor.pick(file);
    // Another file has to be drawn first.
    requestAnimationFrame(() => goTo(line));
  }
  return (
    <ul class="problems" id="policy-problems" aria-label="Problems">
      {problems.map((problem, index) => (
        <li key={index}>
          <button type="button" onClick={() => show(problem)}>
            <code>
              {fileName(problem.file)}:{problem.line}:{problem.column}
            </code>
            {problem.message}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Selects a line of the text, in sight. */
function goTo(line: number): void {
  const field = document.getElementById(POLICY_FIELD);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  field.scrollTop = Math.max(0, (line - 6) * field.scrollHeight / lines.length);
}
