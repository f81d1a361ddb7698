/** `GET /v1/events`: Server-Sent Events for the console. */
import { type Context, Hono } from "hono";
import type { EventHub, Subscription } from "../event_hub.ts";
import { Problem } from "../problem.ts";

/** Text that may wait for a slow reader, bytes; what comes later waits in the hub's ring. */
const MAX_WAITING_BYTES = 256 * 1024;

/** @param stillOpen Whether the session or token that a request came with is good still. Default: it always is. */
export function eventRoutes(
  hub: EventHub,
  stillOpen: (context: Context) => () => boolean = () => () => true,
): Hono {
  return new Hono().get("/", (context) => {
    // HEAD is answered by this handler too, and nobody would ever read or end its stream.
    const body = context.req.method === "HEAD"
      ? null
      : eventStream(hub, { lastEventId: context.req.header("last-event-id"), isOpen: stillOpen(context) });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        // Asks nginx in front not to hold events back (nginx.org, proxy_buffering).
        "x-accel-buffering": "no",
      },
    });
  });
}

function eventStream(
  hub: EventHub,
  { lastEventId, isOpen }: { lastEventId: string | undefined; isOpen: () => boolean },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let subscription: Subscription | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      subscription = hub.subscribe({
        isReady: () => (controller.desiredSize ?? 0) > 0,
        send: (text) => {
          if (isOpen()) return controller.enqueue(encoder.encode(text));
          // Signed out, expired, or the token was replaced: nothing more is told, and the page comes back to be refused.
          subscription?.end();
          controller.close();
        },
        close: () => controller.close(),
      }, lastEventId);
      if (subscription === undefined) {
        throw new Problem(
          "TOO_MANY_STREAMS",
          "Too many event streams are open; close another page of the dashboard",
          {
            headers: { "retry-after": "10" },
          },
        );
      }
    },
    pull: () => subscription?.resume(),
    cancel: () => subscription?.end(),
  }, new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }));
}
