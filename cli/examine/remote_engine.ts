import { requiredKey } from "../engine_parts.ts";
import type { Check } from "./check.ts";

export const remoteEngine: Check = {
  name: "engine",
  run: async ({ gatewayUrl: url, apiKey }) => {
    if (url === undefined) return "embedded";
    const { createRemoteEngine } = await import("../../api/remote_engine.ts");
    const engine = createRemoteEngine({ url: url.href, apiKey: requiredKey(apiKey) });
    try {
      const found = await engine.check();
      if (!found.ok) throw new Error(found.reason);
      return `${url.origin} answers`;
    } finally {
      engine.close();
    }
  },
};
