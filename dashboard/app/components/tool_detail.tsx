import type { PinState } from "../../../engine/wire/tool_pin.ts";
import { type PlacedTool, ToolPins } from "../models/tool_pins.ts";
import { Facts, Section } from "./call_details.tsx";
import { useModel } from "./console_context.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Moment } from "./moment.tsx";
import { useKeys } from "./use_keys.ts";

/** One tool: why its definition waits, what would change, and what is pinned. */
export function ToolDetail({ placed }: { placed: PlacedTool }) {
  const { server, tool } = placed;
  const { held } = tool;
  return (
    <article class="pinned-tool" aria-labelledby="tool-title">
      <header>
        <p class="eyebrow">{server.server}</p>
        <h2 id="tool-title">{tool.tool}</h2>
        <PinStateMark state={tool.state} />
      </header>
      {held && (
        <Section title="Why it is held back">
          <HeldReasons placed={placed} />
        </Section>
      )}
      {held && (
        <Section
          title={tool.state === "waits" && held.diff.every((line) => line.startsWith("+"))
            ? "What it would be"
            : "What would change"}
        >
          <Diff lines={held.diff} />
        </Section>
      )}
      {!held && tool.description !== "" && (
        <Section title="What it says of itself">
          <p class="own-words">{tool.description}</p>
        </Section>
      )}
      <Section title="Known">
        <dl class="facts">
          <div>
            <dt>first seen</dt>
            <dd>
              <Moment atMs={Date.parse(tool.seen_at)} />
            </dd>
          </div>
          <div>
            <dt>last change</dt>
            <dd>
              <Moment atMs={Date.parse(tool.changed_at)} />
            </dd>
          </div>
        </dl>
        <Facts rows={[["Server", server.server_id]]} />
      </Section>
      <Definition placed={placed} />
      {held && <PinBar key={held.digest} placed={placed} />}
    </article>
  );
}

export function HeldReasons({ placed }: { placed: PlacedTool }) {
  const { held } = placed.tool;
  if (held === null) return null;
  return (
    <>
      <ul class="codes">{held.reason_codes.map((code) => <li key={code}>{CODE_WORDS[code]}</li>)}</ul>
      {held.reasons.map((reason) => (
        <p key={reason} class="checked warn">
          <Icon name="warning" />
          <span>{reason}</span>
        </p>
      ))}
    </>
  );
}

const CODE_WORDS = {
  MCP_TOOL_ADDED: "The server did not offer this tool when it was first seen.",
  MCP_TOOL_DRIFT: "The definition differs from the one that was accepted.",
  MCP_TOOL_POISONED: "The definition reads like orders to the model, or hides text.",
  MCP_TOOL_SHADOWED: "The tool passes for another one, or speaks about another server's tools.",
} as const;

/** Nothing is shortened: whoever hides something hides it at the end. */
export function Diff({ lines }: { lines: readonly string[] }) {
  return (
    <ol class="definition-diff">
      {lines.map((line, index) => {
        const isAdded = line.startsWith("+");
        return (
          <li key={index} class={isAdded ? "added" : "removed"}>
            <span aria-hidden="true">{isAdded ? "+" : "−"}</span>
            <span class="unseen">{isAdded ? "New:" : "Before:"}</span>
            <code>{line.slice(2)}</code>
          </li>
        );
      })}
    </ol>
  );
}

function Definition({ placed }: { placed: PlacedTool }) {
  const model = useModel(ToolPins);
  const whole = model.definition.value;
  const isThis = whole !== null && whole.server_id === placed.server.server_id &&
    whole.tool === placed.tool.tool;
  if (!isThis) {
    return (
      <p class="acts whole">
        <button type="button" class="quiet" onClick={() => void model.fetchDefinition(placed)}>
          Show the whole definition
        </button>
      </p>
    );
  }
  return (
    <>
      {whole.held !== null && <WholeText title="Held back" text={whole.held} />}
      {whole.accepted !== null && <WholeText title="Accepted" text={whole.accepted} />}
    </>
  );
}

function WholeText({ title, text }: { title: string; text: string }) {
  return (
    <Section title={title}>
      <pre class="code" tabIndex={0}>{text}</pre>
    </Section>
  );
}

function PinBar({ placed }: { placed: PlacedTool }) {
  const model = useModel(ToolPins);
  const isBusy = model.busy.value;
  const decide = (act: "accept" | "reject") => void model.decide(act, [placed]);
  useKeys("Tool that waits", () => [
    { keys: "a", does: "Accept the definition that is shown", run: () => decide("accept") },
    { keys: "d", does: "Reject it", run: () => decide("reject") },
  ]);
  return (
    <footer class="decide">
      <p class="label">
        {placed.tool.state === "waits" &&
          "Until you decide, no model is shown this tool, and calls of it need a person."}
      </p>
      <span class="spring" />
      <button type="button" class="deny" disabled={isBusy} onClick={() => decide("reject")}>
        Reject <kbd>D</kbd>
      </button>
      <button type="button" class="approve" disabled={isBusy} onClick={() => decide("accept")}>
        Accept <kbd>A</kbd>
      </button>
    </footer>
  );
}

const STATES: Readonly<
  Record<PinState, { readonly word: string; readonly icon: IconName; readonly tone: string }>
> = {
  waits: { word: "Waits", icon: "REQUIRE_APPROVAL", tone: "REQUIRE_APPROVAL" },
  rejected: { word: "Rejected", icon: "DENY", tone: "DENY" },
  "change rejected": { word: "Change rejected", icon: "DENY", tone: "DENY" },
  accepted: { word: "Accepted", icon: "ALLOW", tone: "APPROVED" },
};

export function PinStateMark({ state }: { state: PinState }) {
  const { word, icon, tone } = STATES[state];
  return (
    <span class={`mark ${tone}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
