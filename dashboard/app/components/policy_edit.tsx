import { useState } from "preact/hooks";
import type { PolicySourceWire } from "../../../engine/wire/policy_console.ts";
import { fileName, PolicyEditor } from "../models/policy_editor.ts";
import { useModel } from "./console_context.ts";
import { PacksDialog, SaveDialog } from "./policy_dialogs.tsx";
import { type EditDialog, PolicyEditBar } from "./policy_edit_bar.tsx";
import { POLICY_FIELD, PolicyProblems } from "./policy_problems.tsx";
import { ReplayResult } from "./replay_result.tsx";
import { Failed, Loading } from "./states.tsx";
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
  const [dialog, setDialog] = useState<EditDialog | null>(null);
  useKeys("Policy, editing", () => [
    { keys: "mod+s", does: "Save, after a look at what changes", run: () => setDialog("save") },
    { keys: "mod+Enter", does: "Try it on recorded calls", run: () => void editor.tryOut() },
  ]);
  const check = editor.check.value;
  const problems = check.state === "wrong" ? check.problems : [];
  const name = editor.name.value;
  const canSave = source.read_only === null && check.state !== "wrong";
  const close = () => setDialog(null);
  return (
    <div class="editing">
      <Where source={source} />
      <Overtaken />
      <PolicyEditBar source={source} onOpen={setDialog} />
      <TextEditor
        id={POLICY_FIELD}
        label={`Text of ${fileName(name)}`}
        text={editor.text.value}
        problems={problems.filter(({ file }) => file === name)}
        onInput={(text) => editor.edit(text)}
      />
      <PolicyProblems problems={problems} />
      <ReplayResult replay={editor.replay.value} />
      {dialog === "packs" && <PacksDialog source={source} onClose={close} />}
      {(dialog === "diff" || dialog === "save") && (
        <SaveDialog
          saving={dialog === "save" && canSave}
          isNew={source.files.length === 0}
          onClose={close}
        />
      )}
    </div>
  );
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
