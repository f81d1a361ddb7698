/** The variables by which programs learn of a proxy and whom to trust. */

export interface RunPlaces {
  /** Port of the forward proxy on 127.0.0.1. */
  readonly port: number;
  /** Names the agent and its run to the gateway. */
  readonly agent: string;
  readonly session: string;
  /** Let calls to this machine go round the gateway. */
  readonly bypassLoopback: boolean;
  /** Null when TLS is not looked into: then programs trust whom they trust. */
  readonly trust: {
    /** PEM of the authority alone. */
    readonly certificate: string;
    /** PEM of the system's authorities and this one. */
    readonly bundle: string;
    /** The same as a Java key store. */
    readonly javaStore: string;
    readonly javaPassword: string;
  } | null;
}

/** Variables with a proxy's URL. Most programs read either case, curl reads `http_proxy` alone. */
const PROXY_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/**
 * Variables that name a file which takes the place of a program's own list: OpenSSL, Go, Ruby and Python's ssl and httpx; requests; curl;
 * git; pip; cargo; the AWS tools; Nix; gRPC.
 */
const BUNDLE_VARIABLES = [
  "SSL_CERT_FILE",
  "REQUESTS_CA_BUNDLE",
  "CURL_CA_BUNDLE",
  "GIT_SSL_CAINFO",
  "PIP_CERT",
  "CARGO_HTTP_CAINFO",
  "AWS_CA_BUNDLE",
  "NIX_SSL_CERT_FILE",
  "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
];

const LOOPBACK = "localhost,127.0.0.1,::1";

/**
 * The environment of a program that `interven run` starts. Exceptions from an earlier proxy (`NO_PROXY`) are dropped: what they name would
 * go round the gateway.
 *
 * @param before What the program would have had.
 */
export function runEnvironment(
  before: Readonly<Record<string, string>>,
  places: RunPlaces,
): Record<string, string> {
  const { port, agent, session, trust } = places;
  const proxy = `http://${encodeURIComponent(agent)}:${encodeURIComponent(session)}@127.0.0.1:${port}`;
  const except = places.bypassLoopback ? LOOPBACK : "";
  const env: Record<string, string> = { ...before };
  for (const name of PROXY_VARIABLES) env[name] = env[name.toLowerCase()] = proxy;
  env["NO_PROXY"] = env["no_proxy"] = except;
  env["NODE_USE_ENV_PROXY"] = "1";
  env["JAVA_TOOL_OPTIONS"] = [before["JAVA_TOOL_OPTIONS"], ...javaOptions(places)].filter(Boolean).join(" ");
  env["INTERVEN_RUN"] = session;
  if (trust === null) return env;
  for (const name of BUNDLE_VARIABLES) env[name] = trust.bundle;
  // These two are read besides the program's own list. A file that the user named there is in the bundle.
  env["NODE_EXTRA_CA_CERTS"] = before["NODE_EXTRA_CA_CERTS"] === undefined ? trust.certificate : trust.bundle;
  env["DENO_CERT"] = before["DENO_CERT"] === undefined ? trust.certificate : trust.bundle;
  return env;
}

/** docs.oracle.com, "Networking Properties" and "JSSE Reference Guide". Java sends no proxy credentials by itself. */
function javaOptions({ port, bypassLoopback, trust }: RunPlaces): string[] {
  const options = ["http", "https"].flatMap((scheme) => [
    `-D${scheme}.proxyHost=127.0.0.1`,
    `-D${scheme}.proxyPort=${port}`,
  ]);
  options.push(`-Dhttp.nonProxyHosts=${bypassLoopback ? "localhost|127.*|[::1]" : ""}`);
  if (trust !== null && !/[\s"']/.test(trust.javaStore)) {
    options.push(`-Djavax.net.ssl.trustStore=${trust.javaStore}`, "-Djavax.net.ssl.trustStoreType=JKS");
    options.push(`-Djavax.net.ssl.trustStorePassword=${trust.javaPassword}`);
  }
  return options;
}

/** The files with authorities that the environment names; the first wins, as a program reads only one. */
export function namedBundle(env: Readonly<Record<string, string>>): string | undefined {
  return [...BUNDLE_VARIABLES, "NODE_EXTRA_CA_CERTS", "DENO_CERT"].map((name) => env[name])
    .find((path) => path !== undefined && path !== "");
}
