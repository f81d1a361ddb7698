/** What every command takes that judges calls by itself, beside or instead of a gateway. In the order of its help. */
export const LOCAL_ENGINE_SETTINGS = [
  "config",
  "apiKey",
  "gatewayUrl",
  "scanTimeoutMs",
  "failOpen",
  "policy",
  "threatIntel",
  "internalDomain",
  "dataDir",
  "workers",
  "maxBody",
  "port",
] as const;
