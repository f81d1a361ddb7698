import type { Command } from "commander";
import { decideApproval, reportedState } from "../engine/approvals.ts";
import { type Approval, APPROVAL_STATES, type ApprovalState } from "../engine/types.ts";
import type { Store } from "../store/open_store.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { openDataFolder } from "./data_folder.ts";
import { CommandError, UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { printable, textTable } from "./text_table.ts";

const SETTING_NAMES = ["config", "dataDir"] as const;
const EXAMPLES = `
Examples:
  interven approvals list
  interven approvals approve 01J9ZK… --note "checked with the team"
  interven approvals deny 01J9ZK…

They work on the data folder itself, whether or not a gateway runs.`;

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", EXAMPLES);
  const list = command.command("list")
    .description("show the questions that wait, newest first")
    .option("--status <state>", `${APPROVAL_STATES.join(", ")} or all (default: pending)`)
    .option("--limit <number>", "at most so many (default: 50)")
    .option("--json", "one JSON object a line");
  addSettings(list, SETTING_NAMES);
  list.action(() => withStore(list, shell, (store) => listApprovals(store, list.opts(), shell)));
  for (const [name, status] of [["approve", "approved"], ["deny", "denied"]] as const) {
    const sub = command.command(name)
      .description(`${name} one call; the answer holds for 10 minutes`)
      .argument("<id>", "the approval's id")
      .option("--note <text>", "kept with the decision")
      .option("--json", "print the decision as JSON");
    addSettings(sub, SETTING_NAMES);
    sub.action((id: string) =>
      withStore(sub, shell, (store) => decide(store, id, status, sub.opts(), shell))
    );
  }
}

async function withStore(command: Command, shell: Shell, use: (store: Store) => void): Promise<void> {
  const { dataDir } = await settingsOf(command, SETTING_NAMES, shell);
  const { store } = openDataFolder(dataDir);
  try {
    use(store);
  } finally {
    await store.close();
  }
}

interface ListOptions {
  readonly status?: string;
  readonly limit?: string;
  readonly json?: boolean;
}

function listApprovals(store: Store, options: ListOptions, shell: Shell): void {
  const status = statusOf(options.status ?? "pending");
  const limit = Number(options.limit ?? "50");
  if (!/^\d+$/.test(options.limit ?? "50") || limit < 1 || limit > 500) {
    throw new UsageError(`Invalid --limit "${options.limit}": want a whole number from 1 to 500`);
  }
  const now = SYSTEM_CLOCK.now();
  const approvals = store.approvals.list({ ...(status !== undefined && { status }), now, limit });
  if (options.json) {
    for (const approval of approvals) shell.out(JSON.stringify(wireOf(approval, store, now)));
    return;
  }
  if (approvals.length === 0) return shell.out(`No ${status ?? ""} approvals`.replace("  ", " "));
  const rows = approvals.map((approval) => rowOf(approval, store, now));
  for (const line of textTable([["ID", "STATUS", "LEFT", "AGENT", "TOOL", "CALL"], ...rows])) shell.out(line);
}

function statusOf(text: string): ApprovalState | undefined {
  if (text === "all") return undefined;
  const state = APPROVAL_STATES.find((each) => each === text);
  if (state) return state;
  throw new UsageError(`Invalid --status "${text}": want ${APPROVAL_STATES.join(", ")} or all`);
}

function rowOf(approval: Approval, store: Store, now: number): readonly string[] {
  const trace = store.traces.get(approval.traceId);
  const left = approval.expiresAt - now;
  return [
    approval.id,
    reportedState(approval, now),
    left > 0 ? `${Math.ceil(left / 60_000)} min` : "-",
    printable(approval.agentId, 24),
    trace ? printable(`${trace.action.tool}.${trace.action.operation}`, 40) : "-",
    trace ? printable(`${trace.method} ${trace.url}`, 100) : "-",
  ];
}

function wireOf(approval: Approval, store: Store, now: number): Record<string, unknown> {
  const trace = store.traces.get(approval.traceId);
  return {
    approval_id: approval.id,
    trace_id: approval.traceId,
    agent_id: approval.agentId,
    session_id: approval.sessionId,
    status: reportedState(approval, now),
    created_at: new Date(approval.createdAt).toISOString(),
    expires_at: new Date(approval.expiresAt).toISOString(),
    decided_at: approval.decidedAt === null ? null : new Date(approval.decidedAt).toISOString(),
    decided_by: approval.decidedBy,
    note: approval.note,
    ...(trace && {
      method: trace.method,
      url: trace.url,
      tool_name: trace.action.tool,
      operation: trace.action.operation,
      reason_codes: trace.reasonCodes,
    }),
  };
}

function decide(
  store: Store,
  id: string,
  status: "approved" | "denied",
  options: { note?: string; json?: boolean },
  shell: Shell,
): void {
  const decision = { status, by: "cli", ...(options.note !== undefined && { note: options.note }) };
  const result = decideApproval(store.approvals, id, decision, { clock: SYSTEM_CLOCK });
  if (result.ok) {
    const { approval } = result;
    if (options.json) return shell.out(JSON.stringify(wireOf(approval, store, SYSTEM_CLOCK.now())));
    const minutes = Math.round((approval.expiresAt - (approval.decidedAt ?? approval.createdAt)) / 60_000);
    const effect = status === "approved" ? "the same call is allowed" : "the same call is refused";
    return shell.out(
      `${status === "approved" ? "Approved" : "Denied"} ${id}: ${effect} for ${minutes} minutes`,
    );
  }
  if (result.code === "unknown") {
    throw new CommandError(`Cannot decide approval "${printable(id)}": there is none of that id`);
  }
  throw new CommandError(`Cannot decide approval "${printable(id)}": it is ${result.status} already`);
}
