/** The service behind everything that is measured: takes a body, answers a little JSON. Prints its port. */
const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
  await request.arrayBuffer();
  return Response.json({ id: 17, status: "created", links: ["/items/17"] });
});
console.log(JSON.stringify({ port: server.addr.port }));
