/** The least that an HTTP forwarder in this runtime can do: `Deno.serve`, `fetch`, nothing in between. Argument: the upstream's origin. Prints its port. */
const [upstream] = Deno.args;
if (upstream === undefined) {
  throw new TypeError("Cannot start passthrough: the origin of an upstream is wanted");
}

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
  const { pathname, search } = new URL(request.url);
  const answer = await fetch(upstream + pathname + search, {
    method: request.method,
    headers: request.headers,
    body: request.body,
    redirect: "manual",
  });
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
});
console.log(JSON.stringify({ port: server.addr.port }));
