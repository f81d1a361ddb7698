import { ApprovalDesk } from "./approval_desk.tsx";
import { ApprovalQueue, RecentApprovals } from "./approval_lists.tsx";
import { ApprovalLogView } from "./approval_log.tsx";
import { useConsole } from "./console_context.ts";
import { Notice } from "./notice.tsx";
import { RouteLink } from "./route_link.tsx";
import { useKeys } from "./use_keys.ts";

/** Calls that wait for a person: one on the desk, the others beside it. */
export function ApprovalsView() {
  const model = useConsole();
  const { approvals } = model;
  const move = (by: 1 | -1) => {
    const id = approvals.neighbour(by);
    if (id !== null) model.router.go({ view: "approvals", approvalId: id });
  };
  useKeys("Approvals", () => [
    { keys: "a", does: "Approve the request on the desk", run: () => void model.decide("approve") },
    { keys: "d", does: "Deny it", run: () => void model.decide("deny") },
    { keys: "n", does: "Write a note with the answer", run: () => document.getElementById("note")?.focus() },
    {
      keys: "h",
      does: "What waits, or the history",
      run: () => {
        const { route } = model.router;
        const isHistory = route.peek().view === "approvals" && "history" in route.peek();
        model.router.go({ view: "approvals", approvalId: null, ...(!isHistory && { history: true }) });
      },
    },
    { keys: "j", does: "Next request", repeats: true, run: () => move(1) },
    { keys: "k", does: "Previous request", repeats: true, run: () => move(-1) },
  ]);
  const { route } = model.router;
  if (route.value.view === "approvals" && route.value.history) {
    return (
      <div class="page">
        <header>
          <h1 class="unseen">History of approvals</h1>
          <Tabs />
        </header>
        <ApprovalLogView />
      </div>
    );
  }
  return (
    <div class="approvals">
      <section class="desk" aria-label="Request">
        <h1 class="unseen">Approvals</h1>
        <Tabs />
        <DecidedLine />
        <Desk />
      </section>
      <div class="lists">
        <ApprovalQueue />
        <RecentApprovals />
      </div>
    </div>
  );
}

function Tabs() {
  const { router, approvals } = useConsole();
  const isHistory = router.route.value.view === "approvals" && router.route.value.history === true;
  const waiting = approvals.pending.value.length;
  return (
    <div class="tabs" role="group" aria-label="Approvals">
      <RouteLink to={{ view: "approvals", approvalId: null }} current={!isHistory}>
        Waiting{waiting > 0 && ` (${waiting})`}
      </RouteLink>
      <RouteLink to={{ view: "approvals", approvalId: null, history: true }} current={isHistory}>
        History
      </RouteLink>
    </div>
  );
}

function Desk() {
  const { approvals } = useConsole();
  const request = approvals.current.value;
  if (request) return <ApprovalDesk key={request.id} request={request} />;
  if (approvals.missing.value) {
    return (
      <Notice title="No such request">
        <p>This gateway does not know an approval request of that number.</p>
      </Notice>
    );
  }
  if (approvals.state.value === "loading") {
    return <div class="ghost" aria-busy="true" aria-label="Loading approvals" />;
  }
  if (approvals.problem.value !== "") {
    return (
      <Notice title="The approvals could not be loaded">
        <p>{approvals.problem.value}</p>
        <button type="button" class="quiet" onClick={() => void approvals.refresh()}>Try again</button>
      </Notice>
    );
  }
  return (
    <Notice title="Nothing waits for you">
      <p>When a rule wants a person to decide, the call appears here, and the tab's title counts it.</p>
    </Notice>
  );
}

/** Says what the last key press did, also to those who do not see it. */
function DecidedLine() {
  const done = useConsole().approvals.justDecided.value;
  return (
    <p class="decided" role="status">
      {done && (done.status === "approved"
        ? "Approved. The agent may now repeat that exact call."
        : "Denied. The agent is told so when it asks again.")}
    </p>
  );
}
