import { useEffect } from "preact/hooks";
import { PolicyEditor } from "../models/policy_editor.ts";
import { useConsole, useModel } from "./console_context.ts";
import { DraftRuleDialog } from "./draft_rule_dialog.tsx";
import { PolicyEdit } from "./policy_edit.tsx";
import { PolicyRuleList } from "./policy_rule_list.tsx";

const TABS = [{ tab: "rules", label: "Rules in force" }, { tab: "edit", label: "Edit" }] as const;

/** What decides: the rules in force, and the text they are written in. */
export function PolicyView() {
  const { router } = useConsole();
  const editor = useModel(PolicyEditor);
  useEffect(() => editor.open(), [editor]);
  // A link to a draft can be passed on: `/policy?draft=<call>`.
  const draft = router.query.value.get("draft");
  const tab = router.query.value.get("tab") === "edit" ? "edit" : "rules";
  return (
    <div class="page policy">
      <header>
        <h1>Policy</h1>
        <div class="policy-tabs" role="group" aria-label="What is shown">
          {TABS.map((each) => (
            <button
              key={each.tab}
              type="button"
              aria-pressed={each.tab === tab}
              onClick={() => router.setQuery({ tab: each.tab === "edit" ? "edit" : "" })}
            >
              {each.label}
              {each.tab === "edit" && <EditedDot />}
            </button>
          ))}
        </div>
        <Origin />
      </header>
      {tab === "edit" ? <PolicyEdit /> : <PolicyRuleList />}
      {draft !== null && <DraftRuleDialog traceId={draft} onClose={() => router.setQuery({ draft: "" })} />}
    </div>
  );
}

function EditedDot() {
  const editor = useModel(PolicyEditor);
  if (!editor.isEdited.value || (editor.source.value?.files.length ?? 0) === 0) return null;
  return <span class="edited">edited</span>;
}

function Origin() {
  const source = useModel(PolicyEditor).source.value;
  if (source === null) return null;
  const packs = source.kind === "built-in" || source.kind === "packs";
  return (
    <p class="label origin">
      {packs ? "" : "from "}
      {packs ? source.description : <code>{source.description}</code>}
      {source.problems.length > 0 && (
        <span class="tag problem">The file is broken: the last good version is in force</span>
      )}
    </p>
  );
}
