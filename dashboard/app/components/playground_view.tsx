import { useEffect } from "preact/hooks";
import { METHODS, Playground, type PlaygroundField } from "../models/playground.ts";
import { SAMPLES } from "../models/playground_samples.ts";
import { useConsole, useModel } from "./console_context.ts";
import { PlaygroundVerdict } from "./playground_verdict.tsx";
import { useKeys } from "./use_keys.ts";

/** A call that is only thought of, and what would become of it. */
export function PlaygroundView() {
  const { router } = useConsole();
  const model = useModel(Playground);
  const { query } = router;
  useEffect(() => model.open(query.value), [model, query.value]);
  useKeys("Playground", () => [{ keys: "mod+Enter", does: "Judge now", run: () => void model.judge() }]);
  return (
    <div class="page playground">
      <header>
        <h1>Playground</h1>
        <p class="label">
          What would become of a call. Nothing is sent, recorded or remembered, and nobody is asked.
        </p>
      </header>
      <div class="playground-halves">
        <section aria-label="The call">
          <CallFields />
        </section>
        <PlaygroundVerdict />
      </div>
    </div>
  );
}

function CallFields() {
  const { router, notices } = useConsole();
  const model = useModel(Playground);
  const { remark, sampleId } = model;
  function paste(event: ClipboardEvent) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // A whole call, pasted into any field, fills them all; other text is pasted as ever.
    if (!/^\s*(?:curl\s|\{)/.test(text) || !model.paste(text)) return;
    event.preventDefault();
    notices.tell("The call was read from what you pasted");
  }
  return (
    <form class="call-fields" onPaste={paste} onSubmit={(event) => event.preventDefault()}>
      <label class="sample">
        <span class="label">Load a sample, or paste a curl command into any field</span>
        <select
          value={sampleId.value}
          onChange={(event) => {
            const { value } = event.currentTarget;
            router.setQuery({ sample: value, trace: "" });
            const sample = SAMPLES.find(({ id }) => id === value);
            if (sample) model.load(sample);
          }}
        >
          <option value="">A call of your own</option>
          {SAMPLES.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
        </select>
      </label>
      {remark.value !== "" && <p class="banner">{remark.value}</p>}
      <div class="request-line">
        <label>
          <span class="label">Method</span>
          <select
            value={model.fields.method.value}
            onChange={(event) => model.edit("method", event.currentTarget.value)}
          >
            {METHODS.map((method) => <option key={method} value={method}>{method}</option>)}
          </select>
        </label>
        <Line field="url" label="URL" />
      </div>
      <Text field="headers" label="Headers" rows={2} />
      <Text field="body" label="Body" rows={9} />
      <details open={model.fields.answer.value !== ""}>
        <summary>What the service answers, and the agent reads</summary>
        <Text field="answer" label="Answer" rows={6} />
      </details>
      <details open={model.fields.agent.value !== ""}>
        <summary>Who calls</summary>
        <div class="who">
          <Line field="agent" label="Agent" />
          <Line field="session" label="Session" />
        </div>
        <p class="label">
          With a known agent or session the call is judged after all that it has done and read.
        </p>
      </details>
    </form>
  );
}

function Line({ field, label }: { field: PlaygroundField; label: string }) {
  const model = useModel(Playground);
  return (
    <label class={`line-of-${field}`}>
      <span class="label">{label}</span>
      <input
        value={model.fields[field].value}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => model.edit(field, event.currentTarget.value)}
      />
    </label>
  );
}

function Text({ field, label, rows }: { field: PlaygroundField; label: string; rows: number }) {
  const model = useModel(Playground);
  return (
    <label>
      <span class="label">{label}</span>
      <textarea
        rows={rows}
        value={model.fields[field].value}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => model.edit(field, event.currentTarget.value)}
      />
    </label>
  );
}
