import { useState } from "preact/hooks";
import type { PolicySourceWire } from "../../../engine/wire/policy_console.ts";
import { fileName, PolicyEditor, REPLAYED_CALLS } from "../models/policy_editor.ts";
import { count } from "../models/words.ts";
import { useModel } from "./console_context.ts";
import { CopyButton } from "./copy_button.tsx";
import { Dialog } from "./dialog.tsx";
import { ReplayResult } from "./replay_result.tsx";
import { Failed, Loading } from "./states.tsx";
import { TextDiff } from "./text_diff.tsx";
import { TextEditor } from "./text_editor.tsx";
import { useKeys } from "./use_keys.ts";

/** The text of the policy, checked while it is typed, tried on recorded calls, and saved. */
export function PolicyEdit() {
  const editor = useModel(PolicyEditor);
  const source = editor.source.value;
  if (source === null) {
    return editor.problem.value === "" ? <Loading label="Loading the policy" /> : (
      <Failed
        title="The policy could not be loaded"
        problem={editor.problem.value}
        onRetry={() => void editor.refresh()}
      />
    );
  }
  return <Editing source={source} />;
}

function Editing({ source }: { source: PolicySourceWire }) {
  const editor = useModel(PolicyEditor);
  const [dialog, setDialog] = useState<"save" | "diff" | "packs" | null>(null);
  useKeys("Policy, editing", () => [
    { keys: "mod+s", does: "Save, after a look at what changes", run: () => setDialog("save") },
    { keys: "mod+Enter", does: "Try it on recorded calls", run: () => void editor.tryOut() },
  ]);
  const check = editor.check.value;
  const problems = check.state === "wrong" ? check.problems : [];
  const name = editor.name.value;
  const canSave = source.read_only === null && check.state !== "wrong";
  const isNew = source.files.length === 0;
  return (
    <div class="editing">
      <Where source={source} />
      <Overtaken />
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
        <button type="button" class="quiet" onClick={() => setDialog("packs")}>Read the packs</button>
        <button
          type="button"
          class="quiet"
          disabled={editor.replaying.value || problems.length > 0}
          onClick={() => void editor.tryOut()}
        >
          {editor.replaying.value ? "Trying…" : "Try on recorded calls"}
        </button>
        <button
          type="button"
          class="quiet"
          disabled={!editor.isEdited.value}
          onClick={() => setDialog("diff")}
        >
          Changes
        </button>
        <button
          type="button"
          class="primary"
          disabled={!canSave || !editor.isEdited.value || editor.saving.value}
          onClick={() => setDialog("save")}
        >
          Save
        </button>
      </div>
      <TextEditor
        id={FIELD}
        label={`Text of ${fileName(name)}`}
        text={editor.text.value}
        problems={problems.filter(({ file }) => file === name || file === "policy.yaml")}
        onInput={(text) => editor.edit(text)}
      />
      {problems.length > 0 && (
        <ul class="problems" id="policy-problems" aria-label="Problems">
          {problems.map((problem, index) => (
            <li key={index}>
              <button type="button" onClick={() => goTo(problem.line)}>
                <code>
                  {fileName(problem.file)}:{problem.line}:{problem.column}
                </code>
                {problem.message}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ReplayResult replay={editor.replay.value} />
      {dialog === "packs" && <PacksDialog source={source} onClose={() => setDialog(null)} />}
      {(dialog === "diff" || dialog === "save") && (
        <SaveDialog
          saving={dialog === "save" && canSave}
          isNew={isNew}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

const FIELD = "policy-text";

/** Selects a line of the text, in sight. */
function goTo(line: number): void {
  const field = document.getElementById(FIELD);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const before = field.value.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  const end = field.value.indexOf("\n", start);
  field.focus();
  field.setSelectionRange(start, end === -1 ? field.value.length : end);
  const heightOfOne = field.scrollHeight / field.value.split("\n").length;
  field.scrollTop = Math.max(0, (line - 6) * heightOfOne);
}

/** What saving here does, before anyone does it. */
function Where({ source }: { source: PolicySourceWire }) {
  if (source.read_only !== null) {
    return <p class="banner">This text cannot be saved from here. {source.read_only}.</p>;
  }
  if (source.new_file === null) return null;
  return (
    <p class="banner">
      The built-in policy is in force. Saving makes{" "}
      <code>{source.new_file}</code>: it takes effect at once, and at every start without{" "}
      <code>--policy</code>. Delete the file to go back.
    </p>
  );
}

function Overtaken() {
  const editor = useModel(PolicyEditor);
  if (!editor.overtaken.value) return null;
  return (
    <div class="banner warning" role="alert">
      <p>
        The policy was changed elsewhere while you were editing. Your text is kept here, and nothing was
        overwritten.
      </p>
      <button type="button" class="quiet" onClick={() => void editor.discard()}>
        Take what is there now
      </button>
      <button type="button" class="quiet danger" onClick={() => void editor.save({ overwrite: true })}>
        Save mine over it
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

function SaveDialog({ saving, isNew, onClose }: { saving: boolean; isNew: boolean; onClose: () => void }) {
  const editor = useModel(PolicyEditor);
  async function save() {
    if (await editor.save()) onClose();
    else if (editor.overtaken.peek() || editor.check.peek().state === "wrong") onClose();
  }
  const actions = (
    <>
      <button type="button" class="quiet" onClick={onClose}>{saving ? "Go on editing" : "Close"}</button>
      {saving && (
        <button
          type="button"
          class="primary"
          disabled={editor.saving.value}
          onClick={() => void save()}
        >
          {editor.saving.value ? "Saving…" : "Save and put in force"}
        </button>
      )}
    </>
  );
  return (
    <Dialog title={saving ? "Save these changes?" : "Changes"} wide onClose={onClose} actions={actions}>
      <p class="label">
        {isNew
          ? "A new file. The next call is judged by it."
          : "Against what is on disk. A copy of the old text is kept beside the file."}
      </p>
      <TextDiff before={editor.savedText.value} after={editor.text.value} />
      {saving && editor.replay.value === null && (
        <p class="label">
          Not tried on recorded calls yet: “Try on recorded calls” shows what it would have done to the last
          {" "}
          {count(REPLAYED_CALLS)}.
        </p>
      )}
    </Dialog>
  );
}

function PacksDialog({ source, onClose }: { source: PolicySourceWire; onClose: () => void }) {
  const editor = useModel(PolicyEditor);
  const [text, setText] = useState<string | null>(null);
  const [name, setName] = useState("");
  async function read(pack: string) {
    setName(pack);
    setText(await editor.pack(pack));
  }
  return (
    <Dialog title="Packs that come with the program" wide onClose={onClose}>
      <ul class="packs">
        {source.packs.map((pack) => (
          <li key={pack.name}>
            <button
              type="button"
              class="quiet"
              aria-pressed={pack.name === name}
              onClick={() => void read(pack.name)}
            >
              {pack.name}
            </button>
            <span>{pack.summary}</span>
          </li>
        ))}
      </ul>
      {text !== null && (
        <>
          <CopyButton text={() => text} label="Copy" />
          <pre class="code" tabIndex={0}>{text}</pre>
        </>
      )}
    </Dialog>
  );
}
