/** What a person does to have programs trust the local authority. It is told, never done: it changes whom the whole machine trusts. */
import type { CaPaths } from "./ca_files.ts";

export interface Advice {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The systems that `interven ca install` knows, and the programs that keep authorities of their own. */
export function installAdvice({ cert, bundle }: CaPaths, os: typeof Deno.build.os): readonly Advice[] {
  const system = os === "darwin" ? MACOS : os === "windows" ? WINDOWS : LINUX;
  return [...system(quoted(cert)), ...runtimes(quoted(cert), quoted(bundle), os === "windows")];
}

const quoted = (path: string) => /^[\w./\\:-]+$/.test(path) ? path : `"${path}"`;

const MACOS = (cert: string): Advice[] => [
  {
    title: "macOS, this user (Safari, Chrome, curl of the system)",
    lines: [`security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db ${cert}`],
  },
  {
    title: "macOS, to take it back",
    lines: [`security remove-trusted-cert ${cert}`],
  },
];

const WINDOWS = (cert: string): Advice[] => [
  { title: "Windows, this user (Edge, Chrome, .NET)", lines: [`certutil -user -addstore Root ${cert}`] },
  { title: "Windows, to take it back", lines: ['certutil -user -delstore Root "Interven local authority"'] },
];

const LINUX = (cert: string): Advice[] => [
  {
    title: "Debian, Ubuntu, Alpine (curl, git, Python's ssl, Go, Ruby)",
    lines: [`sudo cp ${cert} /usr/local/share/ca-certificates/interven.crt && sudo update-ca-certificates`],
  },
  {
    title: "Fedora, RHEL, Amazon Linux",
    lines: [`sudo cp ${cert} /etc/pki/ca-trust/source/anchors/interven.pem && sudo update-ca-trust`],
  },
  {
    title: "To take it back",
    lines: ["remove the copied file and run the same update command again (Debian: with --fresh)"],
  },
];

const runtimes = (cert: string, bundle: string, isWindows: boolean): Advice[] => {
  const set = (name: string, value: string) =>
    isWindows ? `$env:${name} = '${value}'` : `export ${name}=${value}`;
  return [
    { title: "Node (adds it to its own list)", lines: [set("NODE_EXTRA_CA_CERTS", cert)] },
    { title: "Deno", lines: [set("DENO_CERT", cert)] },
    {
      title:
        "Python requests and httpx, curl, git, AWS (take one file instead of their list: the bundle has both)",
      lines: ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "AWS_CA_BUNDLE"]
        .map((name) => set(name, bundle)),
    },
    {
      title: "Java",
      lines: [`keytool -importcert -noprompt -cacerts -storepass changeit -alias interven -file ${cert}`],
    },
    {
      title: "Firefox",
      lines: ["Settings, Privacy & Security, Certificates, View Certificates, Authorities, Import"],
    },
  ];
};
