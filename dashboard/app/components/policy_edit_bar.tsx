import type { PolicySourceWire } from "../../../engine/wire/policy_console.ts";
import { fileName, PolicyEditor } from "../models/policy_editor.ts";
import { count } from "../models/words.ts";
import { useModel } from "./console_context.ts";

/** What opens over the editor. */
export type EditDialog = "save" | "diff" | "packs";

/** Which file, how it stands with it, and what can be done. */
export function PolicyEditBar(
  { source, onOpen }: { source: PolicySourceWire; onOpen: (dialog: EditDialog) => void },
) {
  const editor = useModel(PolicyEditor);
  const name = editor.name.value;
  const isWrong = editor.check.value.state === "wrong";
  return (
    <div class="editing-bar">
      {editor.files.value.length > 1
        ? (
          <select
            aria-label="File"
            value={name}
            onChange={(event) => editor.pick(event.currentTarget.value)}
          >
            {editor.files.value.map((each) => <option key={each} value={each}>{fileName(each)}</option>)}
          </select>
        )
        : <code>{fileName(name)}</code>}
      <CheckLine />
      <span class="spring" />
      <button type="button" class="quiet" onClick={() => onOpen("packs")}>Read the packs</button>
      <button
        type="button"
        class="quiet"
        disabled={editor.replaying.value || isWrong}
        onClick={() => void editor.tryOut()}
      >
        {editor.replaying.value ? "Trying…" : "Try on recorded calls"}
      </button>
      <button
        type="button"
        class="quiet"
        disabled={!editor.isEdited.value}
        onClick={() => onOpen("diff")}
      >
        Changes
      </button>
      <button
        type="button"
        class="primary"
        disabled={isWrong || source.read_only !== null || !editor.isEdited.value || editor.saving.value}
        onClick={() => onOpen("save")}
      >
        Save
      </button>
    </div>
  );
}

function CheckLine() {
  const check = useModel(PolicyEditor).check.value;
  const words = (() => {
    switch (check.state) {
      case "fine":
        return `${count(check.policies)} policies, ${count(check.rules)} rules, no problems`;
      case "wrong":
        return check.problems.length === 1 ? "1 problem" : `${count(check.problems.length)} problems`;
      case "unknown":
        return `Not checked: ${check.why}`;
      default:
        return "";
    }
  })();
  return <span class={`check-line ${check.state}`} role="status">{words}</span>;
}
