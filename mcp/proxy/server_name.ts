/** What policies call a server that nobody named: told by its command or address, never by the server itself, which could call itself anything. */

/** Words that say what a package is, not which. */
const FILLER = /^(?:mcp|server|modelcontextprotocol|js|py|cli|stdio)$/;
const RUNNERS =
  /^(?:npx|bunx|uvx|pnpx|node|deno|bun|python3?|uv|pnpm|yarn|npm|docker|podman|sh|bash|env|run|exec|dlx|tool|x)$/;

/** `npx -y @modelcontextprotocol/server-filesystem /tmp` is `filesystem`. */
export function serverNameOf(command: readonly string[]): string {
  const words = command.map(baseName);
  const candidates = [
    ...words.filter((word, i) => !command[i]?.startsWith("-") && !RUNNERS.test(word)),
    ...words,
  ];
  for (const word of candidates) {
    const name = plainName(word);
    if (name !== "") return name;
  }
  return "server";
}

/** The host of an endpoint. */
export function serverNameOfUrl(url: URL): string {
  return url.hostname.toLowerCase();
}

function baseName(word: string): string {
  const last = word.replace(/[\\/]+$/, "").split(/[\\/]/).at(-1) ?? "";
  return last.replace(/@[\w.^~-]+$/, "").replace(/\.(?:m?js|ts|py|sh|exe|cmd)$/i, "");
}

function plainName(word: string): string {
  const parts = word.toLowerCase().split(/[^a-z0-9]+/).filter((part) => part !== "" && !FILLER.test(part));
  return parts.join("-").slice(0, 60);
}
