/** Which view is shown. The address bar is the truth, so that links can be shared and the back button works. */
import { type Signal, signal } from "@preact/signals";

export type Route =
  | { readonly view: "live"; readonly traceId: string | null }
  | { readonly view: "approvals"; readonly approvalId: string | null };

export function parseRoute(path: string): Route {
  const [first, second] = path.split("/").filter((part) => part !== "").map(decodePart);
  if (first === "approvals") return { view: "approvals", approvalId: second ?? null };
  return { view: "live", traceId: first === "traces" ? second ?? null : null };
}

export function routePath(route: Route): string {
  if (route.view === "approvals") {
    return route.approvalId === null ? "/approvals" : `/approvals/${encodeURIComponent(route.approvalId)}`;
  }
  return route.traceId === null ? "/" : `/traces/${encodeURIComponent(route.traceId)}`;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What the router needs of a browser. */
export interface AddressBar {
  path(): string;
  /** With its `#`; empty when there is none. */
  fragment(): string;
  push(path: string): void;
  replace(path: string): void;
  onChange(listener: () => void): void;
}

export class Router {
  readonly route: Signal<Route>;
  readonly #bar: AddressBar;

  constructor(bar: AddressBar) {
    this.#bar = bar;
    this.route = signal(parseRoute(bar.path()));
    bar.onChange(() => this.route.value = parseRoute(bar.path()));
  }

  /** Moving inside one view replaces the entry in the history; changing views adds one. */
  go(route: Route): void {
    const path = routePath(route);
    if (path === this.#bar.path()) return;
    if (route.view === this.route.value.view) this.#bar.replace(path);
    else this.#bar.push(path);
    this.route.value = route;
  }
}
