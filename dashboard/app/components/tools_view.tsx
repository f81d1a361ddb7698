import { useEffect, useState } from "preact/hooks";
import type { PinnedServerWire } from "../../../engine/wire/tool_pin.ts";
import { type PlacedTool, ToolPins } from "../models/tool_pins.ts";
import { useConsole, useModel } from "./console_context.ts";
import { Dialog } from "./dialog.tsx";
import { Notice } from "./notice.tsx";
import { Failed, Loading } from "./states.tsx";
import { Diff, HeldReasons, PinStateMark, ToolDetail } from "./tool_detail.tsx";
import { useKeys } from "./use_keys.ts";

/** MCP servers with the definitions of their tools, and what of them waits for a person. */
export function ToolsView() {
  const model = useModel(ToolPins);
  useEffect(() => model.show(), [model]);
  useKeys("Tools", () => [
    { keys: "j", does: "Next tool", repeats: true, run: () => model.step(1) },
    { keys: "k", does: "Previous tool", repeats: true, run: () => model.step(-1) },
  ]);
  const servers = model.servers.value;
  if (servers === null) {
    return model.problem.value === "" ? <Loading label="Loading tools" /> : (
      <Failed
        title="The tools could not be loaded"
        problem={model.problem.value}
        onRetry={() => void model.refresh()}
      />
    );
  }
  if (servers.length === 0) return <NoServers />;
  return (
    <div class="beside">
      <section class="beside-list" aria-label="MCP servers">
        <h1 class="unseen">Tools</h1>
        <WaitingLine />
        {servers.map((server) => <Server key={server.server_id} server={server} />)}
      </section>
      <section class="beside-main" aria-label="Tool" tabIndex={0}>
        <Shown />
      </section>
    </div>
  );
}

function NoServers() {
  return (
    <>
      <h1 class="unseen">Tools</h1>
      <Notice title="No MCP server was seen yet">
        <p>
          Put Interven in front of a server, and what it says of its tools is kept here and compared ever
          after.
        </p>
        <pre class="code" tabIndex={0}>interven setup</pre>
      </Notice>
    </>
  );
}

function WaitingLine() {
  const waiting = useModel(ToolPins).waiting.value.length;
  if (waiting === 0) return <p class="label">Nothing waits for you.</p>;
  return (
    <p class="waiting-line" role="status">
      {waiting === 1 ? "1 definition waits" : `${waiting} definitions wait`} for you
    </p>
  );
}

function Server({ server }: { server: PinnedServerWire }) {
  const model = useModel(ToolPins);
  const { busy } = model;
  const [reviewing, setReviewing] = useState(false);
  const tools = model.tools.value.filter((each) => each.server.server_id === server.server_id);
  const waiting = tools.filter(({ tool }) => tool.held !== null);
  return (
    <section class="server" aria-label={server.server}>
      <header>
        <h2>{server.server}</h2>
        <span class="label">{tools.length === 1 ? "1 tool" : `${tools.length} tools`}</span>
      </header>
      {waiting.length > 1 && (
        <p class="acts">
          <button
            type="button"
            class="quiet"
            disabled={busy.value}
            onClick={() => setReviewing(true)}
          >
            Decide about all {waiting.length}…
          </button>
        </p>
      )}
      {reviewing && waiting.length > 0 && (
        <ReviewDialog
          server={server.server}
          waiting={waiting}
          onClose={() => setReviewing(false)}
        />
      )}
      <ul>{tools.map((placed) => <ToolRow key={placed.id} placed={placed} />)}</ul>
    </section>
  );
}

/** Everything that waits of one server, to be read and decided in one go. */
function ReviewDialog({ server, waiting, onClose }: {
  server: string;
  waiting: readonly PlacedTool[];
  onClose: () => void;
}) {
  const model = useModel(ToolPins);
  const decide = (act: "accept" | "reject") => void model.decide(act, waiting).then(onClose);
  return (
    <Dialog
      title={`What waits of ${server}`}
      wide
      onClose={onClose}
      actions={
        <>
          <button type="button" class="quiet" onClick={onClose}>Cancel</button>
          <button
            type="button"
            class="quiet danger"
            disabled={model.busy.value}
            onClick={() => decide("reject")}
          >
            Reject all {waiting.length}
          </button>
          <button type="button" class="primary" disabled={model.busy.value} onClick={() => decide("accept")}>
            Accept all {waiting.length}
          </button>
        </>
      }
    >
      {waiting.map((placed) => (
        <section key={placed.id} class="reviewed">
          <h3>{placed.tool.tool}</h3>
          <HeldReasons placed={placed} />
          <Diff lines={placed.tool.held?.diff ?? []} />
        </section>
      ))}
    </Dialog>
  );
}

function ToolRow({ placed }: { placed: PlacedTool }) {
  const model = useModel(ToolPins);
  const isCurrent = model.current.value?.id === placed.id;
  return (
    <li>
      <button type="button" aria-current={isCurrent ? "true" : undefined} onClick={() => model.open(placed)}>
        <span class="what">{placed.tool.tool}</span>
        {placed.tool.state !== "accepted" && <PinStateMark state={placed.tool.state} />}
      </button>
    </li>
  );
}

function Shown() {
  const { current } = useModel(ToolPins);
  const { route } = useConsole().router;
  const placed = current.value;
  if (placed) return <ToolDetail key={placed.id} placed={placed} />;
  const named = route.value.view === "tools" && route.value.toolId !== null;
  return (
    <Notice title={named ? "No such tool" : "Everything is as you know it"}>
      <p>
        {named
          ? "This gateway does not know a tool of that name."
          : "A definition that is added, changed or reads like orders to the model will wait here. Pick a tool to see what is pinned."}
      </p>
    </Notice>
  );
}
