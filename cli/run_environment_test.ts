import assert from "node:assert/strict";
import { namedBundle, runEnvironment, type RunPlaces } from "./run_environment.ts";

const PLACES: RunPlaces = {
  port: 4300,
  agent: "my agent",
  session: "run-1",
  bypassLoopback: true,
  trust: {
    certificate: "/t/ca.pem",
    bundle: "/t/bundle.pem",
    javaStore: "/t/trust.jks",
    javaPassword: "changeit",
  },
};

Deno.test("runEnvironment() sends programs through the gateway under the agent's name, in both cases", () => {
  const env = runEnvironment(
    { PATH: "/bin", NO_PROXY: "example.com", https_proxy: "http://elsewhere:1" },
    PLACES,
  );
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"]) {
    assert.equal(env[name], "http://my%20agent:run-1@127.0.0.1:4300", name);
  }
  assert.equal(env["PATH"], "/bin");
  assert.equal(env["NODE_USE_ENV_PROXY"], "1");
  assert.deepEqual([env["NO_PROXY"], env["no_proxy"]], Array(2).fill("localhost,127.0.0.1,::1"));
  assert.match(
    env["JAVA_TOOL_OPTIONS"]!,
    /-Dhttps\.proxyPort=4300 .*-Djavax\.net\.ssl\.trustStore=\/t\/trust\.jks/,
  );
});

Deno.test("runEnvironment() leaves nothing out when calls to this machine are to be guarded", () => {
  const env = runEnvironment({ NO_PROXY: "*" }, { ...PLACES, bypassLoopback: false });
  assert.deepEqual([env["NO_PROXY"], env["no_proxy"]], ["", ""]);
  assert.match(env["JAVA_TOOL_OPTIONS"]!, /-Dhttp\.nonProxyHosts= /);
});

Deno.test("runEnvironment() gives the authority alone to programs that add it, and the bundle to those that replace their list", () => {
  const env = runEnvironment({ JAVA_TOOL_OPTIONS: "-Xmx1g" }, PLACES);
  assert.equal(env["NODE_EXTRA_CA_CERTS"], "/t/ca.pem");
  assert.equal(env["DENO_CERT"], "/t/ca.pem");
  for (const name of ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO"]) {
    assert.equal(env[name], "/t/bundle.pem", name);
  }
  assert.match(env["JAVA_TOOL_OPTIONS"]!, /^-Xmx1g -D/);
  const named = runEnvironment({ NODE_EXTRA_CA_CERTS: "/own.pem" }, PLACES);
  assert.equal(named["NODE_EXTRA_CA_CERTS"], "/t/bundle.pem", "which then holds the user's own file");
  assert.equal(namedBundle({ NODE_EXTRA_CA_CERTS: "/own.pem" }), "/own.pem");
});

Deno.test("runEnvironment() changes nobody's trust when TLS is not looked into", () => {
  const env = runEnvironment({}, { ...PLACES, trust: null });
  const names = Object.keys(env).filter((name) => /CERT|_CA_|CAINFO|BUNDLE/.test(name));
  assert.deepEqual(names, []);
  assert.doesNotMatch(env["JAVA_TOOL_OPTIONS"]!, /trustStore/);
});
