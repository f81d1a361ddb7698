/** Google's batch endpoints: whole requests as parts of one (https://developers.google.com/workspace/drive/api/guides/performance). */
import { CallView } from "../call_view.ts";
import { readMultipart } from "../text/multipart.ts";
import { gravest } from "./categories.ts";
import { compileOperations, type HomeFacts, type Naming, type Service } from "./service.ts";

/** Google takes 1,000 at most. */
const MAX_PARTS = 1_000;

const UNREADABLE: Naming = { operation: "batch", verb: "WRITE", category: "other", facts: {} };

/**
 * Wraps a service so that a batch is named after the gravest request in it, and never a read when it cannot be taken apart.
 *
 * @param path Where its batches go, as in a row.
 */
export function withBatches(service: Service, path: string): Service {
  const find = compileOperations([...service.operations]);
  const nameOne = (view: CallView, home: HomeFacts): Naming => {
    const named = find(view) ?? service.fallback?.(view) ?? UNREADABLE;
    return service.refine?.(view, named, home) ?? named;
  };
  return {
    ...service,
    operations: [["POST", path, "batch", "WRITE", "other"], ...service.operations],
    refine: (view, naming, home) => {
      if (naming.operation !== "batch") return service.refine?.(view, naming, home) ?? naming;
      const inner = readParts(view);
      if (inner === undefined) return UNREADABLE;
      const namings = inner.map((one) => nameOne(one, home));
      const worst = gravest(namings) ?? UNREADABLE;
      const isExternal = namings.some(({ externalPrincipal }) => externalPrincipal === true);
      return {
        ...worst,
        operation: `batch_${worst.operation}`,
        ...(isExternal && { externalPrincipal: true }),
      };
    },
  };
}

/** Undefined unless every part is a request. */
function readParts(view: CallView): CallView[] | undefined {
  const { text, call } = view;
  const parts = readMultipart(text, { from: 0, to: text.length }, call.body?.contentType ?? "");
  if (parts === undefined || parts.length > MAX_PARTS) return undefined;
  const inner: CallView[] = [];
  for (const { body } of parts) {
    const content = text.slice(body.from, body.to);
    // What stands before the first boundary and behind the last is mostly a line end.
    if (content.trim() === "") continue;
    const one = readRequest(content, view);
    if (one === undefined) return undefined;
    inner.push(one);
  }
  return inner;
}

function readRequest(text: string, { call, location }: CallView): CallView | undefined {
  const line = /^\s{0,20}([A-Z]{3,10})[ \t]+(\S{1,8000})[^\n]{0,40}(?:\n|$)/.exec(text);
  if (line === null) return undefined;
  const [whole, method = "", target = ""] = line;
  const path = target.replace(/^https?:\/\/[^/?#]*/i, "");
  const split = /\r?\n[ \t]*\r?\n/.exec(text.slice(whole.length - 1));
  const content = split === null ? "" : text.slice(whole.length - 1 + split.index + split[0].length).trim();
  return new CallView({
    ...call,
    method,
    url: `https://${location.host}${path}`,
    headers: [],
    body: content === ""
      ? null
      : { bytes: new TextEncoder().encode(content), contentType: "application/json", inspectable: true },
  });
}
