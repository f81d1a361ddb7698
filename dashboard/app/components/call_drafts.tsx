import { type ComponentType } from "preact";
import { useState } from "preact/hooks";
import { useConsole } from "./console_context.ts";
import { RouteLink } from "./route_link.tsx";

interface DraftDialogProps {
  readonly traceId: string;
  readonly onClose: () => void;
}

const LOADERS = {
  allow: async () => (await import("./draft_rule_dialog.tsx")).DraftRuleDialog,
  test: async () => (await import("./case_dialog.tsx")).CaseDialog,
} as const;

/** What can be made of a recorded call. The dialogs come when they are first opened. */
export function CallDrafts({ traceId, canAllow }: { traceId: string; canAllow: boolean }) {
  const { notices } = useConsole();
  const [Open, setOpen] = useState<ComponentType<DraftDialogProps> | null>(null);
  function open(load: () => Promise<ComponentType<DraftDialogProps>>) {
    load().then(
      (dialog) => setOpen(() => dialog),
      () =>
        notices.warn(
          "This could not be loaded: the gateway does not answer, or was replaced by another version.",
        ),
    );
  }
  return (
    <>
      {canAllow && (
        <button type="button" class="quiet" onClick={() => open(LOADERS.allow)}>
          Allow this from now on…
        </button>
      )}
      <button type="button" class="quiet" onClick={() => open(LOADERS.test)}>Make a policy test…</button>
      <RouteLink to={{ view: "playground", query: `trace=${encodeURIComponent(traceId)}` }} class="quiet">
        Try in the playground
      </RouteLink>
      {Open && <Open traceId={traceId} onClose={() => setOpen(null)} />}
    </>
  );
}
