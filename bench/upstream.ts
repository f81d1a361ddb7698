/**
 * The service behind everything that is measured: takes a body, answers a little JSON. Prints its port.
 *
 * On `node:http`, as `Deno.serve` of Deno 2.8.3 closes the connection after each body that is not tiny (denoland/deno issue 36657): every
 * forwarder would be measured opening connections.
 */
import { createServer } from "node:http";

const answer = JSON.stringify({ id: 17, status: "created", links: ["/items/17"] });

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    response.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
    response.end(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(JSON.stringify({ port: address.port }));
});
