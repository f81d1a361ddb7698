import { useEffect } from "preact/hooks";
import type { DraftKeyWire, DraftWire } from "../../../engine/wire/policy_console.ts";
import { fileName } from "../models/policy_editor.ts";
import { RuleDraft } from "../models/rule_draft.ts";
import { useModel } from "./console_context.ts";
import { CopyButton } from "./copy_button.tsx";
import { Dialog } from "./dialog.tsx";
import { ReplayResult } from "./replay_result.tsx";

export interface DraftRuleDialogProps {
  /** The call that is to pass from now on. */
  readonly traceId: string;
  readonly onClose: () => void;
}

/** "Allow this from now on": the narrowest exception for one call, what it lets through, and what it would have done, before it is saved. */
export function DraftRuleDialog({ traceId, onClose }: DraftRuleDialogProps) {
  const model = useModel(RuleDraft);
  useEffect(() => model.open(traceId), [model, traceId]);
  const draft = model.draft.value;
  const canSave = draft?.ok === true && draft.read_only === null;
  async function save() {
    if (await model.save()) onClose();
  }
  const actions = (
    <>
      {draft?.ok === true && <CopyButton text={() => draft.entry} label="Copy the rule" />}
      <button type="button" class="quiet" onClick={onClose}>{canSave ? "Cancel" : "Close"}</button>
      {canSave && (
        <button
          type="button"
          class="primary"
          disabled={model.busy.value}
          onClick={() => void save()}
        >
          Save and put in force
        </button>
      )}
    </>
  );
  return (
    <Dialog title="Allow this from now on" wide onClose={onClose} actions={actions}>
      <div class="drafting" aria-busy={model.busy.value}>
        <p role="alert" class="problem">{model.problem.value}</p>
        {draft === null && model.problem.value === "" && (
          <p class="label" role="status">Drafting the narrowest rule…</p>
        )}
        {draft?.ok === false && <p class="banner warning">{draft.reason}</p>}
        {draft?.ok === true && <Draft draft={draft} />}
      </div>
    </Dialog>
  );
}

type Drafted = Extract<DraftWire, { ok: true }>;

function Draft({ draft }: { draft: Drafted }) {
  return (
    <>
      <section>
        <h3>What passes</h3>
        <ul class="sentences">
          {draft.lets_through.map((sentence) => <li key={sentence}>{sentence}</li>)}
        </ul>
      </section>
      <fieldset class="draft-keys">
        <legend>Only when all of this is the same</legend>
        {draft.keys.map((key) => <Key key={key.name} wanted={key} />)}
      </fieldset>
      <section>
        <h3>What is stopped as before</h3>
        <ul class="sentences">
          {draft.still_stopped.map((sentence) => <li key={sentence}>{sentence}</li>)}
        </ul>
      </section>
      {draft.effect.ok
        ? <ReplayResult replay={draft.effect} />
        : <p class="banner warning">{draft.effect.errors[0]?.message ?? "The draft could not be tried."}</p>}
      <section>
        <h3>
          The rule, in <code title={draft.file.name}>{fileName(draft.file.name)}</code>
        </h3>
        {draft.read_only !== null && <p class="banner">It cannot be saved from here. {draft.read_only}.</p>}
        <pre class="code" tabIndex={0}>{draft.entry}</pre>
      </section>
    </>
  );
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  agents: "Agent",
  tools: "What it does",
  hosts: "Where",
  envs: "Environment",
  repos: "Repository",
  orgs: "Organisation",
  channels: "Channel",
  accounts: "Account",
  regions: "Region",
  principals: "Who is given access",
  mcp_servers: "MCP server",
  path: "Path",
  amount: "Amount",
  command: "Command",
  data: "Carries",
};

function Key({ wanted }: { wanted: DraftKeyWire }) {
  const model = useModel(RuleDraft);
  const { name, value, optional } = wanted;
  const label = KEY_WORDS[name] ?? name.replace(/^facts\./, "").replaceAll("_", " ");
  return (
    <label class={optional ? "" : "fixed"}>
      <input
        type="checkbox"
        checked={!model.leftOut.value.has(name)}
        disabled={!optional}
        onChange={() => model.toggle(name)}
      />
      <span class="label">{label}</span>
      <code>{value}</code>
    </label>
  );
}
