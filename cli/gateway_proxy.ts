import type { Engine } from "../engine/ports.ts";
import type { GatewaySettings } from "./gateway_parts.ts";

export interface ProxyHandler {
  takes(request: Request): boolean;
  handle(request: Request, info: Deno.ServeHandlerInfo<Deno.NetAddr>): Promise<Response>;
  close(): void;
}

export function gatewayProxy(
  _settings: GatewaySettings,
  _parts: { engine: Engine; origin: string },
): ProxyHandler {
  return { takes: () => false, handle: () => Promise.reject(new Error("later")), close() {} };
}
