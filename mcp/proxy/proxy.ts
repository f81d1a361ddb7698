/** The MCP proxy: everything passes as it is, but what the tables below name. */
import { CallGuard } from "./call_guard.ts";
import { Conversation } from "./conversation.ts";
import type { End } from "./end.ts";
import { ListGuard } from "./list_guard.ts";
import { GUARDED_REQUESTS } from "./guarded_requests.ts";
import type { Frame } from "./message.ts";
import type { ProxyParts } from "./ports.ts";
import { type Onward, type OpenRequest, Relay } from "./relay.ts";
import { ServerRequests } from "./server_requests.ts";
import { giveBackMemory } from "./spent_memory.ts";
import { TaskAnswers } from "./task_answers.ts";

export interface ProxyEnds {
  readonly client: End;
  readonly server: End;
  /** The client will send no more, and all of it has gone to the server; what it asked for may still be answered. */
  readonly clientClosed?: () => void;
}

/** Stands between a client and a server until the server has ended. */
export async function runProxy(parts: ProxyParts, ends: ProxyEnds): Promise<void> {
  const conversation = new Conversation();
  const lists = new ListGuard(parts, { conversation });
  const guard = new CallGuard(parts, { conversation, lists, relay: () => relay });
  const initialized = (frame: Frame): Promise<Onward> => {
    conversation.initialized(frame.message);
    return Promise.resolve({ pass: frame });
  };
  const asked = new ServerRequests(parts, { conversation });
  const tasks = new TaskAnswers(parts, { conversation, asked });
  const answered = async (frame: Frame, request: OpenRequest): Promise<Onward> => {
    const inputs = await asked.inputs(frame);
    if ("refused" in inputs) return guard.refused(request, inputs);
    tasks.begun(frame, request);
    return await guard.answered(inputs.value, request);
  };
  const relay: Relay = new Relay({
    ...ends,
    say: parts.say,
    // Once what holds the message has let go of it.
    largePassed: () => void setTimeout(giveBackMemory, 0),
    handlers: {
      fromClient: {
        "initialize": initialized,
        ...forEachGuarded(guard.called),
        "notifications/cancelled": guard.cancelled,
      },
      fromServer: { "elicitation/create": asked.elicits, "sampling/createMessage": asked.samples },
      results: {
        ...forEachGuarded(answered),
        "tools/list": lists.listed,
        "tasks/result": tasks.answered,
        "tasks/get": tasks.answered,
      },
      givenUp: guard.givenUp,
      parted: guard.parted,
    },
  });
  await relay.run();
}

function forEachGuarded<Handler>(handler: Handler): Record<string, Handler> {
  return Object.fromEntries(Object.keys(GUARDED_REQUESTS).map((method) => [method, handler]));
}
