/** A certificate authority of its own for each test run, made by `openssl`; no private key lives in the repository. */
import { join } from "node:path";

export interface TestCertificates extends Disposable {
  /** PEM of the authority. */
  readonly ca: string;
  /** PEM of a certificate for `secure.example.com` and its key. */
  readonly cert: string;
  readonly key: string;
}

/** Why certificates cannot be made here; undefined when they can. */
export function noOpenssl(): string | undefined {
  try {
    return run(["version"]).success ? undefined : "openssl does not run";
  } catch {
    return "openssl is not installed";
  }
}

function run(args: string[]): Deno.CommandOutput {
  return new Deno.Command("openssl", { args, stdin: "null", stdout: "null", stderr: "piped" }).outputSync();
}

export function makeCertificates(): TestCertificates {
  const folder = Deno.makeTempDirSync();
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => {
    const { success, stderr } = run(args);
    if (!success) throw new Error(`Cannot make test certificates: ${new TextDecoder().decode(stderr)}`);
  };
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  openssl(
    "req",
    "-x509",
    ...newKey,
    "-keyout",
    path("ca.key"),
    "-out",
    path("ca.pem"),
    "-subj",
    "/CN=Interven test CA",
  );
  openssl(
    ...[
      "req",
      "-x509",
      ...newKey,
      "-keyout",
      path("leaf.key"),
      "-out",
      path("leaf.pem"),
      "-subj",
      "/CN=secure.example.com",
    ],
    ...["-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-addext", "subjectAltName=DNS:secure.example.com"],
    ...["-addext", "basicConstraints=critical,CA:FALSE"],
  );
  const read = (name: string) => Deno.readTextFileSync(path(name));
  return {
    ca: read("ca.pem"),
    cert: read("leaf.pem"),
    key: read("leaf.key"),
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}
