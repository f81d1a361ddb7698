/** Which view is shown. The address bar is the truth, so that links can be shared and the back button works. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";

/**
 * A view and what is open in it. `query` is what the view keeps in the address besides, such as filters: without its `?`,
 * absent when there is none.
 */
export type Route =
  & { readonly query?: string }
  & (
    | { readonly view: "live"; readonly traceId: string | null }
    | { readonly view: "approvals"; readonly approvalId: string | null; readonly history?: true }
    | { readonly view: "sessions"; readonly sessionId: string | null }
    | { readonly view: "policy"; readonly ruleId: string | null }
    | { readonly view: "playground" }
    | { readonly view: "tools"; readonly toolId: string | null }
    | { readonly view: "settings" }
  );

export type ViewName = Route["view"];

/** @param address Path and query: `/approvals/a1`, `/?decision=DENY`. What is unknown is the live view. */
export function parseRoute(address: string): Route {
  const [path = "", ...query] = address.replace(/#.*/s, "").split("?");
  const route = parsePath(path);
  return query.length === 0 || query[0] === "" ? route : { ...route, query: query.join("?") };
}

function parsePath(path: string): Route {
  const [first, second] = path.split("/").filter((part) => part !== "").map(decodePart);
  const id = second ?? null;
  switch (first) {
    case "approvals":
      return id === "history"
        ? { view: "approvals", approvalId: null, history: true }
        : { view: "approvals", approvalId: id };
    case "sessions":
      return { view: "sessions", sessionId: id };
    case "policy":
      return { view: "policy", ruleId: id };
    case "playground":
      return { view: "playground" };
    case "tools":
      return { view: "tools", toolId: id };
    case "settings":
      return { view: "settings" };
    default:
      return { view: "live", traceId: first === "traces" ? id : null };
  }
}

/** The address of a route, the other way round. */
export function routePath(route: Route): string {
  const id = openId(route);
  const [base, bare] = route.view === "live" ? ["/traces", "/"] : [`/${route.view}`, `/${route.view}`];
  const path = id === null ? bare : `${base}/${encodeURIComponent(id)}`;
  return route.query ? `${path}?${route.query}` : path;
}

/** What is open inside the view; null: nothing but the view itself. */
function openId(route: Route): string | null {
  switch (route.view) {
    case "live":
      return route.traceId;
    case "approvals":
      return route.history ? "history" : route.approvalId;
    case "sessions":
      return route.sessionId;
    case "policy":
      return route.ruleId;
    case "tools":
      return route.toolId;
    default:
      return null;
  }
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
  /** With its query, without its fragment. */
  path(): string;
  /** With its `#`; empty when there is none. */
  fragment(): string;
  push(path: string): void;
  replace(path: string): void;
  onChange(listener: () => void): void;
}

export class Router {
  readonly route: Signal<Route>;
  /** The query of the present route, parsed. */
  readonly query: ReadonlySignal<URLSearchParams>;
  readonly #bar: AddressBar;

  constructor(bar: AddressBar) {
    this.#bar = bar;
    this.route = signal(parseRoute(bar.path()));
    const text = computed(() => this.route.value.query ?? "");
    this.query = computed(() => new URLSearchParams(text.value));
    bar.onChange(() => this.route.value = parseRoute(bar.path()));
  }

  /**
   * Changing views and opening something in a view adds an entry to the history, so that Back returns. Going on from one
   * thing to the next in the same view, and changing the query, replace it.
   */
  go(route: Route): void {
    const path = routePath(route);
    if (path === this.#bar.path()) return;
    const from = this.route.peek();
    const opens = openId(from) === null && openId(route) !== null;
    if (route.view === from.view && !opens) this.#bar.replace(path);
    else this.#bar.push(path);
    this.route.value = route;
  }

  /** Changes the query of the present route; null takes a name out. */
  setQuery(change: Readonly<Record<string, string | null>>): void {
    const params = new URLSearchParams(this.query.peek());
    for (const [name, value] of Object.entries(change)) {
      if (value === null || value === "") params.delete(name);
      else params.set(name, value);
    }
    const { query: _, ...bare } = this.route.peek();
    const query = params.toString();
    batch(() => this.go(query === "" ? bare as Route : { ...bare, query } as Route));
  }
}
