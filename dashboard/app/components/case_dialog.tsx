import { useEffect } from "preact/hooks";
import { CaseDraft } from "../models/rule_draft.ts";
import { useModel } from "./console_context.ts";
import { CopyButton } from "./copy_button.tsx";
import { Dialog } from "./dialog.tsx";

/** "Make a policy test of this": the call as a case for `interven policy test`. */
export function CaseDialog({ traceId, onClose }: { traceId: string; onClose: () => void }) {
  const model = useModel(CaseDraft);
  useEffect(() => void model.open(traceId), [model, traceId]);
  const draft = model.draft.value;
  return (
    <Dialog
      title="A policy test of this call"
      wide
      onClose={onClose}
      actions={
        <>
          <button type="button" class="quiet" onClick={onClose}>Close</button>
          {draft?.ok === true && <CopyButton text={() => draft.text} label="Copy the case" />}
        </>
      }
    >
      <div class="drafting">
        {draft === null && <p class="label" role="status">Writing the case…</p>}
        {draft?.ok === false && <p class="banner warning">{draft.reason}</p>}
        {draft?.ok === true && (
          <>
            <p class="label">
              Put it into a file beside the policy, such as <code>policy.cases.yaml</code>, and run{" "}
              <code>interven policy test policy.yaml</code>.
            </p>
            {draft.lacks.map((sentence) => <p key={sentence} class="banner">{sentence}</p>)}
            <pre class="code" tabIndex={0}>{draft.text}</pre>
          </>
        )}
      </div>
    </Dialog>
  );
}
