/** `/v1/settings`: what the gateway runs with, and what a person may change while it runs. */
import { type Context, Hono } from "hono";
import { type Mode, MODES } from "../../engine/types.ts";
import type {
  AuditJobWire,
  DoctorWire,
  GatewaySettingsWire,
  ModeWire,
  NewTokenWire,
} from "../../engine/wire/gateway_settings.ts";
import { badField, readJson } from "../json_body.ts";
import { Problem } from "../problem.ts";

const MAX_BYTES = 16 * 1024;
const MAX_NOTE_CHARS = 2_000;

export interface ModeRequest {
  readonly to: Mode;
  /** What the person saw: a page that is out of date must not switch anything. */
  readonly from: Mode;
  readonly note: string | null;
  readonly by: string;
}

/** What can be asked of the gateway, and done to it. */
export interface GatewayControl {
  describe(): GatewaySettingsWire;
  /** False when `from` is not the mode in force. */
  switchMode(request: ModeRequest): boolean;
  /** Examines the gateway's parts; asked while that runs, it gives the same answer. */
  examine(): Promise<DoctorWire>;
  /** The check of the record that runs, or the latest. */
  audit(): AuditJobWire;
  /** Starts a check unless one runs. */
  startAudit(): AuditJobWire;
  /** Replaces the console token and ends every session. `refused` says why not, for people. */
  replaceToken(by: string): { readonly loginUrl: string } | { readonly refused: string };
}

export function settingsRoutes(control: GatewayControl): Hono {
  const routes = new Hono();
  const noStore = { "cache-control": "no-store" };
  routes.get("/", (context) => context.json({ ...control.describe() }, 200, noStore));
  routes.post("/mode", async (context) => {
    const request = await readModeRequest(context);
    if (!control.switchMode(request)) {
      const now = control.describe().mode.mode;
      throw new Problem("ALREADY_DECIDED", `Cannot switch from "${request.from}": the mode is "${now}" now`, {
        members: { mode: now },
      });
    }
    return context.json({ ...control.describe().mode } satisfies ModeWire, 200, noStore);
  });
  routes.post(
    "/doctor",
    async (context) => context.json({ ...await control.examine() } satisfies DoctorWire),
  );
  routes.get("/audit", (context) => context.json({ ...control.audit() }, 200, noStore));
  routes.post("/audit", (context) => context.json({ ...control.startAudit() }, 202, noStore));
  routes.post("/console-token", (context) => {
    const replaced = control.replaceToken("console");
    if ("refused" in replaced) throw new Problem("NOT_POSSIBLE", replaced.refused);
    return context.json({ login_url: replaced.loginUrl } satisfies NewTokenWire, 200, noStore);
  });
  return routes;
}

async function readModeRequest(context: Context): Promise<ModeRequest> {
  const value = await readJson(context.req.raw, { maxBytes: MAX_BYTES });
  const body = typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
  const note = body["note"] ?? null;
  if (note !== null && (typeof note !== "string" || note.length > MAX_NOTE_CHARS)) {
    throw badField("note", `Cannot read "note": wanted a string of at most ${MAX_NOTE_CHARS} characters`);
  }
  return { to: readMode(body, "mode"), from: readMode(body, "from"), note: note || null, by: "console" };
}

function readMode(body: Record<string, unknown>, name: string): Mode {
  const mode = MODES.find((each) => each === body[name]);
  if (mode !== undefined) return mode;
  throw badField(name, `Cannot read "${name}": wanted ${MODES.join(" or ")}`);
}
