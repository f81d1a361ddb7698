/** What the guard is built from. It knows neither files nor sockets: the command that starts it passes these in. */
import type { Engine } from "../engine/ports.ts";

export interface GuardParts {
  /** May still be starting; when it fails, every call answers the message of its rejection. */
  readonly engine: Promise<Engine>;
  readonly version: string;
  /** Names the agent; default: the name that the MCP client gives itself. */
  readonly agentId?: string;
  /** Where people decide, without a trailing slash. */
  readonly consoleUrl: string;
  /** How long one verdict may take, milliseconds. */
  readonly timeoutMs: number;
  /** Largest body that is scanned, bytes. */
  readonly maxBodyBytes: number;
  /** Answer ALLOW instead of an error when no verdict can be had. */
  readonly failOpen: boolean;
}
