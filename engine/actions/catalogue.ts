/** From a call to what it does: the one place where tools, operations and verbs get their names. */
import type { CallView } from "../call_view.ts";
import type { Action } from "../types.ts";
import { nameByMethod, nameByTool, nameUnknownHttp, UNKNOWN_TOOL } from "./generic.ts";
import { SERVICES } from "./list.ts";
import { compileOperations, type HomeFacts, type Naming, type Service } from "./service.ts";

interface CompiledService {
  readonly service: Service;
  readonly prefixes: readonly string[];
  readonly find: (view: CallView) => Naming | undefined;
}

/** By exact host, and by parent domain for `*.` entries. */
const BY_HOST = new Map<string, CompiledService[]>();
const BY_PARENT = new Map<string, CompiledService[]>();

for (const service of SERVICES) {
  const compiled: CompiledService = {
    service,
    prefixes: (service.pathPrefixes ?? []).map((prefix) => prefix.toLowerCase()),
    find: compileOperations(service.operations),
  };
  for (const host of service.hosts) {
    const [index, name] = host.startsWith("*.")
      ? [BY_PARENT, host.slice(2)] as const
      : [BY_HOST, host] as const;
    index.set(name, [...(index.get(name) ?? []), compiled]);
  }
}

const NO_HOME: HomeFacts = { internalDomains: [] };

/** Names a call. Never fails: what is unknown is `custom_proxy`, read by its method. */
export function nameAction(view: CallView, home: HomeFacts = NO_HOME): Action {
  const { scheme, host } = view.location;
  if (scheme !== "http" && scheme !== "https") {
    const { tool, ...naming } = nameByTool(view, home);
    return toAction(tool, host, naming);
  }
  const known = findService(view);
  if (known === undefined) return toAction(UNKNOWN_TOOL, host, nameUnknownHttp(view));
  const { service, find } = known;
  const named = find(view) ?? service.fallback?.(view) ?? nameByMethod(view);
  return toAction(service.tool, host, service.refine?.(view, named, home) ?? named);
}

function findService(view: CallView): CompiledService | undefined {
  const { host } = view.location;
  const exact = pick(BY_HOST.get(host), view);
  if (exact !== undefined) return exact;
  for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    const found = pick(BY_PARENT.get(host.slice(dot + 1)), view);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pick(
  candidates: readonly CompiledService[] | undefined,
  view: CallView,
): CompiledService | undefined {
  return candidates?.find(({ prefixes }) => {
    if (prefixes.length === 0) return true;
    const path = `/${view.location.splitSegments.join("/").toLowerCase()}/`;
    return prefixes.some((prefix) => path.startsWith(`${prefix}/`));
  });
}

function toAction(tool: string, host: string, naming: Naming): Action {
  const { operation, verb, category, facts, externalPrincipal } = naming;
  return {
    tool,
    // A name of signs alone, such as `!`, has no words to be called by.
    operation: operation === "" ? "call" : operation,
    verb,
    category,
    host,
    facts,
    ...(externalPrincipal !== undefined && { externalPrincipal }),
  };
}
