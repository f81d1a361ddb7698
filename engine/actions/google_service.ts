/** What all of Google's services have in common: a query parameter that stands for another method. */
import { CallView } from "../call_view.ts";
import { gravest } from "./categories.ts";
import { nameByMethod } from "./generic.ts";
import {
  compileOperations,
  type FindOperation,
  type HomeFacts,
  type Naming,
  type Service,
} from "./service.ts";

/**
 * Wraps services so that `$httpMethod=DELETE`, or `$httpHeaders` with an override in it, counts as that method where it makes the call
 * graver (https://cloud.google.com/apis/docs/system-parameters).
 */
export function withMethodParameter(services: readonly Service[]): readonly Service[] {
  return services.map((service) => {
    let find: FindOperation | undefined;
    const nameAs = (view: CallView, home: HomeFacts): Naming => {
      find ??= compileOperations(service.operations, service.bases);
      const named = find(view) ?? service.fallback?.(view) ?? nameByMethod(view);
      return service.refine?.(view, named, home) ?? named;
    };
    return {
      ...service,
      refine: (view, naming, home) => {
        const own = service.refine?.(view, naming, home) ?? naming;
        const methods = intendedMethods(view);
        if (methods.length === 0) return own;
        const { call } = view;
        const others = methods.map((method) => nameAs(new CallView({ ...call, method, headers: [] }), home));
        return gravest([own, ...others]) ?? own;
      },
    };
  });
}

/** Methods that the query names, in upper case; each once. */
function intendedMethods({ location: { query }, method }: CallView): readonly string[] {
  const found = new Set<string>();
  for (const [name, value] of query) {
    const parameter = name.toLowerCase();
    if (parameter === "$httpmethod") found.add(value.trim().toUpperCase());
    if (parameter !== "$httpheaders") continue;
    for (
      const [, override = ""] of value.matchAll(/x-http-method(?:-override)?\s{0,9}:\s{0,9}([a-z]{3,10})/gi)
    ) {
      found.add(override.toUpperCase());
    }
  }
  found.delete(method);
  // More than these no server has.
  return [...found].filter((one) => /^[A-Z]{3,10}$/.test(one)).slice(0, 8);
}
