import type { Target } from "../target.ts";

/** A tunnel that is opened up: where it was asked to go, and by whom. */
export interface OpenedTunnel {
  readonly target: Target;
  readonly agentId: string;
  readonly sessionId: string;
  /** How many requests came out of it so far. */
  requests: number;
}

/** What speaks to the client in the upstream's place, so that the calls inside a tunnel can be judged like any others. */
export interface Inside {
  /** Whether TLS to this host is opened up; plain HTTP in a tunnel always is. */
  opensTls(host: string): boolean;
  /**
   * A connection to a server on loopback that takes what the client sends.
   *
   * @throws {Error} when no certificate can be made or no server can be started
   */
  connect(tunnel: OpenedTunnel, kind: "tls" | "plain"): Promise<InsideConnection>;
  /** Ends it all; resolves when what is in flight has been answered. */
  shutdown(): Promise<void>;
}

export interface InsideConnection {
  readonly wire: Deno.TcpConn;
  /** The tunnel is over. */
  release(): void;
}
