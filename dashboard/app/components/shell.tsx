import { useEffect, useRef, useState } from "preact/hooks";
import { EVERYWHERE } from "../models/keyboard.ts";
import { Brand } from "./brand.tsx";
import { useConsole } from "./console_context.ts";
import { Icon } from "./icon.tsx";
import { KeyHelp } from "./key_help.tsx";
import { NoticeList } from "./notice_list.tsx";
import { RouteLink } from "./route_link.tsx";
import { SignedOut } from "./signed_out.tsx";
import { ThemeButton } from "./theme_button.tsx";
import { useKeys } from "./use_keys.ts";
import { type View, VIEWS } from "./views.tsx";

/** The frame: header, a strip when the gateway is away, and one view. */
export function Shell() {
  const model = useConsole();
  if (model.lock.value !== null) return <SignedOut lock={model.lock.value} />;
  return <Frame />;
}

function Frame() {
  const model = useConsole();
  const [helping, setHelping] = useState(false);
  useKeys(EVERYWHERE, () => [
    ...VIEWS.map(({ key, label, home }) => ({
      keys: `g ${key}`,
      does: label,
      run: () => model.router.go(home),
    })),
    { keys: "?", does: "Show these keys", run: () => setHelping(true) },
  ]);
  const isLive = model.stream.value === "live";
  // Once the first view stands, the others come by themselves: changing to one then takes no time.
  useEffect(() => {
    if (!isLive) return;
    const timer = setTimeout(preloadViews, PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isLive]);
  const { view } = model.router.route.value;
  const shown = VIEWS.find((each) => each.view === view);
  return (
    <div class="shell">
      <header class="bar">
        <a class="skip" href="#main">Skip to content</a>
        <Brand />
        <Navigation />
        <div class="bar-end">
          <Connection />
          <ThemeButton />
          <button type="button" class="bare" title="Keys (?)" onClick={() => setHelping(true)}>
            <Icon name="help" />
            <span class="unseen">Keys</span>
          </button>
        </div>
      </header>
      <div class="strips">
        <MonitorStrip />
        <OfflineStrip />
      </div>
      <main id="main" tabIndex={-1} key={view} aria-label={shown?.label}>
        {shown && <shown.Component />}
      </main>
      <NoticeList />
      {helping && <KeyHelp onClose={() => setHelping(false)} />}
    </div>
  );
}

const PRELOAD_AFTER_MS = 2_000;

function preloadViews(): void {
  for (const { Component } of VIEWS) if ("preload" in Component) Component.preload();
}

function Navigation() {
  const { view } = useConsole().router.route.value;
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the list of views scrolls sideways: the present one must be in sight.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [view]);
  return (
    <nav aria-label="Views" ref={nav}>
      {VIEWS.map((each) => <NavLink key={each.view} view={each} current={each.view === view} />)}
    </nav>
  );
}

function NavLink({ view, current }: { view: View; current: boolean }) {
  return (
    <RouteLink to={view.home} current={current} title={`${view.label} (g ${view.key})`}>
      <Icon name={view.icon} />
      {view.label}
      {view.view === "approvals" && <WaitingBadge />}
    </RouteLink>
  );
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

function Connection() {
  const state = useConsole().stream.value;
  return <span class={`connection ${state}`} role="status">{STATE_WORDS[state]}</span>;
}

/** Nobody should take a gateway that forwards everything for one that guards. */
function MonitorStrip() {
  if (!useConsole().monitoring.value) return null;
  return (
    <div class="strip monitoring" role="status">
      <span>
        <b>Monitor only.</b> Decisions are recorded, and every call through the proxy is forwarded unchanged.
      </span>
      <RouteLink class="quiet" to={{ view: "settings" }}>Mode</RouteLink>
    </div>
  );
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
