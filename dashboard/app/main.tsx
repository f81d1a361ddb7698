/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Entry of the page: gives the models their browser, and draws. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { BROWSER_ALERTS } from "./browser_alerts.ts";
import { ConsoleContext } from "./components/console_context.ts";
import { keyPressOf } from "./components/key_press.ts";
import { Shell } from "./components/shell.tsx";
import { ApprovalAlerts } from "./models/approval_alerts.ts";
import { Console } from "./models/console.ts";

const PROOF_KEY = "interven-proof";
const THEME_KEY = "interven-theme";

const model = new Console({
  fetch: (input, init) => globalThis.fetch(input, init),
  timers: {
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  },
  random: () => Math.random(),
  now: () => Date.now(),
  addressBar: {
    path: () => location.pathname + location.search,
    fragment: () => location.hash,
    push: (path) => history.pushState(null, "", path),
    replace: (path) => history.replaceState(null, "", path),
    onChange: (listener) => globalThis.addEventListener("popstate", listener),
  },
  proofStorage: {
    read: () => unlessRefused(() => localStorage.getItem(PROOF_KEY)) ?? "",
    write: (proof) => unlessRefused(() => localStorage.setItem(PROOF_KEY, proof)),
    onChange: (listener) => globalThis.addEventListener("storage", listener),
  },
  themeKeeper: {
    read: () => unlessRefused(() => localStorage.getItem(THEME_KEY)) ?? "",
    write: (theme) => unlessRefused(() => localStorage.setItem(THEME_KEY, theme)),
    apply: (theme) => {
      document.documentElement.dataset.theme = theme;
    },
  },
});

/** Browsers that are told to keep nothing throw at the mere mention of storage. */
function unlessRefused<Value>(use: () => Value): Value | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
effect(() => {
  const waiting = model.approvals.pending.value.length;
  document.title = waiting === 0 ? "Interven" : `(${waiting}) Interven`;
  const href = waiting === 0 ? "/favicon.svg" : "/favicon-waiting.svg";
  if (icon && icon.getAttribute("href") !== href) icon.href = href;
});

document.addEventListener("keydown", (event) => {
  const press = keyPressOf(event);
  if (press && model.lock.peek() === null && model.keyboard.press(press)) event.preventDefault();
});
globalThis.addEventListener("online", () => model.reconnect());
document.addEventListener("visibilitychange", () => model.setVisible(document.visibilityState === "visible"));

const root = document.getElementById("app");
if (root) {
  render(
    <ConsoleContext.Provider value={model}>
      <Shell />
    </ConsoleContext.Provider>,
    root,
  );
  // From the start, whichever view is open.
  model.models.of(ApprovalAlerts).useBrowser(BROWSER_ALERTS);
  model.start();
}
