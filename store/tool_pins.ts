/** Pins of MCP tools, shared by every process that uses the data folder. */
import type { DatabaseSync } from "node:sqlite";
import type { Definition, HeldDefinition, PinStore, ToolPin } from "../engine/pins/tool_pin.ts";
import { asStoreError } from "./sqlite.ts";

/** A server's tools are pinned when it is listed, while nobody waits for an answer to a call. */
const WRITE_BUSY_TIMEOUT_MS = 500;

export class SqliteToolPins implements PinStore {
  readonly #db: DatabaseSync;
  readonly #all;
  readonly #ofServer;
  readonly #put;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#all = db.prepare("SELECT * FROM tool_pins ORDER BY server_name, server, tool");
    this.#ofServer = db.prepare("SELECT * FROM tool_pins WHERE server = ? ORDER BY tool");
    this.#put = db.prepare(`
      INSERT OR REPLACE INTO tool_pins (server, tool, server_name, accepted, held, rejected_digest, seen_at, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  }

  list({ server }: { readonly server?: string } = {}): readonly ToolPin[] {
    try {
      const rows = server === undefined ? this.#all.all() : this.#ofServer.all(server);
      return rows.map(pinOf);
    } catch (error) {
      throw asStoreError(error, "read the pins of tools from the store");
    }
  }

  put(pins: readonly ToolPin[]): void {
    if (pins.length === 0) return;
    const usual = this.#db.prepare("PRAGMA busy_timeout").get()?.timeout;
    try {
      this.#db.exec(`PRAGMA busy_timeout = ${WRITE_BUSY_TIMEOUT_MS}; BEGIN IMMEDIATE`);
      try {
        for (const pin of pins) this.#put.run(...rowOf(pin));
        this.#db.exec("COMMIT");
      } catch (error) {
        this.#db.exec("ROLLBACK");
        throw error;
      }
    } catch (error) {
      throw asStoreError(error, "write the pins of tools to the store");
    } finally {
      this.#db.exec(`PRAGMA busy_timeout = ${Number(usual)}`);
    }
  }
}

function rowOf(pin: ToolPin) {
  return [
    pin.server,
    pin.tool,
    pin.serverName,
    pin.accepted === null ? null : JSON.stringify(pin.accepted),
    pin.held === null ? null : JSON.stringify(pin.held),
    pin.rejectedDigest,
    pin.seenAt,
    pin.changedAt,
  ] as const;
}

function pinOf(row: Record<string, unknown>): ToolPin {
  return {
    server: String(row.server),
    serverName: String(row.server_name),
    tool: String(row.tool),
    accepted: row.accepted === null ? null : JSON.parse(String(row.accepted)) as Definition,
    held: row.held === null ? null : JSON.parse(String(row.held)) as HeldDefinition,
    rejectedDigest: row.rejected_digest === null ? null : String(row.rejected_digest),
    seenAt: Number(row.seen_at),
    changedAt: Number(row.changed_at),
  };
}
