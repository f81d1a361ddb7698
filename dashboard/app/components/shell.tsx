import type { ComponentChildren } from "preact";
import type { Route } from "../models/router.ts";
import { ApprovalsView } from "./approvals_view.tsx";
import { Brand } from "./brand.tsx";
import { useConsole } from "./console_context.ts";
import { LiveView } from "./live_view.tsx";
import { SignedOut } from "./signed_out.tsx";

/** The frame: header, a strip when the gateway is away, and one view. */
export function Shell() {
  const model = useConsole();
  if (model.lock.value !== null) return <SignedOut lock={model.lock.value} />;
  const { view } = model.router.route.value;
  return (
    <div class="shell">
      <header class="bar">
        <a class="skip" href="#main">Skip to content</a>
        <Brand />
        <nav aria-label="Views">
          <NavLink to={{ view: "live", traceId: null }}>Live</NavLink>
          <NavLink to={{ view: "approvals", approvalId: null }}>
            Approvals
            <WaitingBadge />
          </NavLink>
        </nav>
        <MonitorChip />
        <Connection />
      </header>
      <OfflineStrip />
      <main id="main" tabIndex={-1}>{view === "live" ? <LiveView /> : <ApprovalsView />}</main>
    </div>
  );
}

function NavLink({ to, children }: { to: Route; children: ComponentChildren }) {
  const { router } = useConsole();
  const current = router.route.value.view === to.view;
  const href = to.view === "live" ? "/" : "/approvals";
  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.go(to);
  }
  return <a href={href} aria-current={current ? "page" : undefined} onClick={open}>{children}</a>;
}

function WaitingBadge() {
  const waiting = useConsole().approvals.pending.value.length;
  if (waiting === 0) return null;
  return (
    <span class="badge">
      {waiting}
      <span class="unseen">waiting</span>
    </span>
  );
}

const STATE_WORDS = {
  live: "Live",
  connecting: "Connecting",
  offline: "Reconnecting",
  idle: "Stopped",
} as const;

function MonitorChip() {
  if (!useConsole().monitoring.value) return null;
  return (
    <span class="monitor" title="Decisions are recorded, but every call is forwarded unchanged">
      Monitor<span class="wide">&nbsp;only</span>
    </span>
  );
}

function Connection() {
  const state = useConsole().stream.value;
  return <span class={`connection ${state}`} role="status">{STATE_WORDS[state]}</span>;
}

/** Stays away while the first attempt to come back is under way: most interruptions are over by then. */
function OfflineStrip() {
  const model = useConsole();
  if (!model.isAway.value) return null;
  return (
    <div class="strip" role="alert">
      <span>
        {model.streamProblem.value} What you see may be out of date; this page goes on by itself.
      </span>
      <button type="button" class="quiet" onClick={() => model.reconnect()}>Try now</button>
    </div>
  );
}
