/** MCP servers and the definitions of their tools: what is known, what waits for a person, and the act of deciding. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  DefinitionWire,
  PinListWire,
  PinnedServerWire,
  ToolPinWire,
} from "../../../engine/wire/tool_pin.ts";
import { shaped } from "./shape.ts";
import type { ViewTools } from "./view_tools.ts";

/** A tool with the server it belongs to. */
export interface PlacedTool {
  /** As in the address: server and tool. */
  readonly id: string;
  readonly server: PinnedServerWire;
  readonly tool: ToolPinWire;
}

/** Another process may hold something back at any time, and tells nobody. */
const LOOK_EVERY_MS = 10_000;

const readList = shaped<PinListWire>("servers");
const readDefinition = shaped<DefinitionWire>("tool", "accepted", "held");

export class ToolPins {
  /** Null until they came. */
  readonly servers: Signal<readonly PinnedServerWire[] | null> = signal(null);
  readonly problem: Signal<string> = signal("");
  /** Every tool in the order of the list: within a server what waits comes first. */
  readonly tools: ReadonlySignal<readonly PlacedTool[]>;
  readonly waiting: ReadonlySignal<readonly PlacedTool[]>;
  /** What the address names, else the first that waits; null when there is neither. */
  readonly current: ReadonlySignal<PlacedTool | null>;
  readonly busy: Signal<boolean> = signal(false);
  /** The whole definition of the tool that is shown, once somebody asked for it. */
  readonly definition: Signal<DefinitionWire | null> = signal(null);
  readonly #tools: ViewTools;
  #isShown = false;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    this.tools = computed(() => (this.servers.value ?? []).flatMap(placedTools));
    this.waiting = computed(() => this.tools.value.filter(({ tool }) => tool.held !== null));
    this.current = computed(() => {
      const route = tools.router.route.value;
      const id = route.view === "tools" ? route.toolId : null;
      if (id === null) return this.waiting.value[0] ?? null;
      return this.tools.value.find((each) => each.id === id) ?? null;
    });
    tools.onConnected(() => {
      if (this.#isShown) void this.refresh();
    });
  }

  /** Keeps the list fresh for as long as it is on the screen; returns what ends that. */
  show(): () => void {
    this.#isShown = true;
    let cancel = () => {};
    const look = () => {
      void this.refresh();
      cancel = this.#tools.timers.after(LOOK_EVERY_MS, look);
    };
    look();
    return () => {
      this.#isShown = false;
      cancel();
    };
  }

  async refresh(): Promise<void> {
    const answer = await this.#tools.api.get("/v1/pins", readList);
    batch(() => {
      if (answer.ok && JSON.stringify(answer.value.servers) !== JSON.stringify(this.servers.peek())) {
        this.servers.value = answer.value.servers;
      }
      this.problem.value = answer.ok ? "" : answer.message;
    });
  }

  /** The tool after or before the one that is shown. */
  step(by: 1 | -1): void {
    const tools = this.tools.peek();
    const at = tools.findIndex(({ id }) => id === this.current.peek()?.id);
    const next = tools[at === -1 ? 0 : at + by];
    if (next) this.open(next);
  }

  open({ id }: PlacedTool): void {
    this.definition.value = null;
    this.#tools.router.go({ view: "tools", toolId: id });
  }

  /** Accepts or rejects exactly what is shown of these tools, which belong to one server. */
  async decide(act: "accept" | "reject", placed: readonly PlacedTool[]): Promise<void> {
    const server = placed[0]?.server;
    const tools = placed.flatMap(({ tool: { tool, held } }) =>
      held === null ? [] : [{ tool, digest: held.digest }]
    );
    if (server === undefined || tools.length === 0 || this.busy.peek()) return;
    this.busy.value = true;
    const body = { server_id: server.server_id, tools };
    const answer = await this.#tools.api.send("POST", `/v1/pins/${act}`, { body, read: readList });
    this.busy.value = false;
    if (!answer.ok) this.#tools.notices.warn(answer.message);
    else {
      const what = tools.length === 1
        ? `${server.server}/${tools[0]?.tool}`
        : `${tools.length} tools of ${server.server}`;
      this.#tools.notices.tell(act === "accept" ? `Accepted ${what}` : `Rejected ${what}`);
    }
    await this.refresh();
  }

  async fetchDefinition({ server, tool }: PlacedTool): Promise<void> {
    const query = new URLSearchParams({ server_id: server.server_id, tool: tool.tool });
    const answer = await this.#tools.api.get(`/v1/pins/definition?${query}`, readDefinition);
    if (answer.ok) this.definition.value = answer.value;
    else this.#tools.notices.warn(answer.message);
  }
}

function placedTools(server: PinnedServerWire): readonly PlacedTool[] {
  const placed = server.tools.map((tool) => ({ id: `${server.server_id}~${tool.tool}`, server, tool }));
  return placed.toSorted((a, b) => Number(b.tool.held !== null) - Number(a.tool.held !== null));
}
