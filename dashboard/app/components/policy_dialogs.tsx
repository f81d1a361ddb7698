import { useState } from "preact/hooks";
import type { PolicySourceWire } from "../../../engine/wire/policy_console.ts";
import { PolicyEditor, REPLAYED_CALLS } from "../models/policy_editor.ts";
import { count } from "../models/words.ts";
import { useModel } from "./console_context.ts";
import { CopyButton } from "./copy_button.tsx";
import { Dialog } from "./dialog.tsx";
import { TextDiff } from "./text_diff.tsx";

/** What changes; with `saving` the question whether to save it. */
export function SaveDialog(
  { saving, isNew, onClose }: { saving: boolean; isNew: boolean; onClose: () => void },
) {
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

/** What is built in, to be read and copied. */
export function PacksDialog({ source, onClose }: { source: PolicySourceWire; onClose: () => void }) {
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
