/** Every view of the console, in the order of the navigation. To add one: a line here, and its route in `models/router.ts`. */
import type { ComponentType } from "preact";
import type { Route, ViewName } from "../models/router.ts";
import type { IconName } from "./icon.tsx";
import { type LazyView, lazyView } from "./lazy_view.tsx";
import { LiveView } from "./live_view.tsx";

export interface View {
  readonly view: ViewName;
  readonly label: string;
  readonly icon: IconName;
  /** Pressed after `g`. */
  readonly key: string;
  /** Where the navigation leads. */
  readonly home: Route;
  readonly Component: ComponentType | LazyView;
}

// deno-fmt-ignore: a table
export const VIEWS: readonly View[] = [
  { view: "live", label: "Live", icon: "live", key: "l", home: { view: "live", traceId: null }, Component: LiveView },
  { view: "approvals", label: "Approvals", icon: "approvals", key: "a", home: { view: "approvals", approvalId: null }, Component: lazyView(async () => (await import("./approvals_view.tsx")).ApprovalsView, "approvals") },
  { view: "sessions", label: "Sessions", icon: "sessions", key: "s", home: { view: "sessions", sessionId: null }, Component: lazyView(async () => (await import("./sessions_view.tsx")).SessionsView, "sessions") },
  { view: "policy", label: "Policy", icon: "policy", key: "p", home: { view: "policy", ruleId: null }, Component: lazyView(async () => (await import("./policy_view.tsx")).PolicyView, "the policy") },
  { view: "playground", label: "Playground", icon: "playground", key: "y", home: { view: "playground" }, Component: lazyView(async () => (await import("./playground_view.tsx")).PlaygroundView, "the playground") },
  { view: "tools", label: "Tools", icon: "tools", key: "t", home: { view: "tools", toolId: null }, Component: lazyView(async () => (await import("./tools_view.tsx")).ToolsView, "tools") },
  { view: "settings", label: "Settings", icon: "settings", key: "e", home: { view: "settings" }, Component: lazyView(async () => (await import("./settings_view.tsx")).SettingsView, "settings") },
];
