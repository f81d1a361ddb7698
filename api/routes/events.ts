/** `GET /v1/events`: Server-Sent Events for the console. */
import { Hono } from "hono";
import type { EventHub, Subscription } from "../event_hub.ts";
import { Problem } from "../problem.ts";

/** Text that may wait for a slow reader, bytes; what comes later waits in the hub's ring. */
const MAX_WAITING_BYTES = 256 * 1024;

export function eventRoutes(hub: EventHub): Hono {
  return new Hono().get("/", (context) => {
    // HEAD is answered by this handler too, and nobody would ever read or end its stream.
    const body = context.req.method === "HEAD" ? null : eventStream(hub, context.req.header("last-event-id"));
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

function eventStream(hub: EventHub, lastEventId: string | undefined): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let subscription: Subscription | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      subscription = hub.subscribe({
        isReady: () => (controller.desiredSize ?? 0) > 0,
        send: (text) => controller.enqueue(encoder.encode(text)),
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
