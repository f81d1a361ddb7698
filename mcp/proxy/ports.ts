/** What the proxy is built from. It knows neither files nor settings: the command that starts it passes these in. */
import type { PinStore } from "../../engine/pins/tool_pin.ts";
import type { Engine } from "../../engine/ports.ts";

export interface ProxyParts {
  /** May still be starting; when it fails, every call answers the message of its rejection. */
  readonly engine: Promise<Engine>;
  /** What policies call the server: `mcp://<name>/<tool>`. */
  readonly serverName: string;
  /** See `serverIdentity()`. */
  readonly serverId: string;
  /** What is known of the definitions of tools. Undefined: nothing is pinned, every definition passes. */
  readonly pins: Promise<PinStore | undefined>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Names the agent; default: the name that the client gives itself. */
  readonly agentId?: string;
  /** Default: the agent. */
  readonly sessionId?: string;
  /** Where people decide, without a trailing slash. */
  readonly consoleUrl: string;
  /** How long one verdict may take, milliseconds. */
  readonly timeoutMs: number;
  /** Of a request that is judged; a larger one is refused. */
  readonly maxBodyBytes: number;
  /** How long a call may wait for a person in the console, milliseconds. */
  readonly approvalWaitMs: number;
  /**
   * Takes a person's answer that came through the client. Resolves false when the question was not open any more.
   * Absent: the answer can only be given in the console.
   */
  readonly decide?: (
    approvalId: string,
    answer: { readonly status: "approved" | "denied"; readonly note?: string },
  ) => Promise<boolean>;
  /** Let calls pass unjudged when no verdict can be had. */
  readonly failOpen: boolean;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  readonly say: (message: string) => void;
}
