import { useState } from "preact/hooks";
import type { Lock } from "../models/wire.ts";
import { useConsole } from "./console_context.ts";
import { Brand } from "./brand.tsx";

/** The door: says how to get in, and takes the token or the whole link. */
export function SignedOut({ lock }: { lock: Lock }) {
  const model = useConsole();
  const [busy, setBusy] = useState(false);
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("token") as HTMLInputElement;
    if (field.value.trim() === "") return field.focus();
    setBusy(true);
    const answer = await model.signIn(field.value);
    setBusy(false);
    if (!answer.ok) field.select();
  }
  const problem = model.signInProblem.value;
  return (
    <main class="door">
      <Brand />
      {lock === "unproven" ? <Unproven /> : <NoSession />}
      <form onSubmit={(event) => void submit(event)}>
        <label for="token">Link or console token</label>
        <div class="field">
          <input
            id="token"
            name="token"
            type="password"
            autocomplete="current-password"
            spellcheck={false}
            autofocus
            aria-invalid={problem !== ""}
            aria-describedby="token-problem"
          />
          <button type="submit" class="primary" disabled={busy}>Open</button>
        </div>
        <p id="token-problem" class="problem" role="alert">{problem}</p>
      </form>
    </main>
  );
}

function NoSession() {
  return (
    <>
      <h1>This console is locked</h1>
      <p>
        When the gateway starts, it prints a link to this dashboard. Open that link, or paste it here. The
        token in the file <code>console-token</code> of its data folder works as well.
      </p>
      <p>The lock keeps agents on this machine from approving their own calls.</p>
    </>
  );
}

function Unproven() {
  return (
    <>
      <h1>Confirm that it is you</h1>
      <p>
        This browser has a session, but this page has no proof of it: the browser's storage was cleared, or is
        refused. Open a fresh link, which the gateway prints when it starts, or paste the token in the file
        {" "}
        <code>console-token</code> of its data folder.
      </p>
      <p>
        The cookie alone opens nothing, because other servers on this machine receive it as well, those of
        agents too.
      </p>
    </>
  );
}
