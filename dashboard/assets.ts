/**
 * The built dashboard as a table of files, read once at start. In the executable `dist/` is embedded and read through the same file API.
 */
import { createHash } from "node:crypto";

export interface Asset {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Strong validator, with its quotes (RFC 9110, section 8.8.3). */
  readonly etag: string;
  /** The name holds a digest of the content: may be cached for ever. */
  readonly immutable: boolean;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** The dashboard has not been built, or what was built cannot be read. */
export class DashboardNotBuiltError extends Error {
  override name = "DashboardNotBuiltError";
}

function readFiles(folder: URL, prefix: string, into: Map<string, Asset>): void {
  for (const entry of Deno.readDirSync(folder)) {
    if (entry.isDirectory) {
      readFiles(new URL(`${entry.name}/`, folder), `${prefix}${entry.name}/`, into);
      continue;
    }
    const contentType = CONTENT_TYPES[entry.name.split(".").pop() ?? ""];
    if (contentType === undefined) continue;
    const bytes = Deno.readFileSync(new URL(entry.name, folder));
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    into.set(prefix + entry.name, { bytes, contentType, etag, immutable: prefix === "/assets/" });
  }
}

/**
 * Reads the built dashboard. Keys are URL paths: `/index.html`, `/favicon.svg`, `/assets/app-<hash>.js`.
 *
 * @param distUrl Folder to read, ending in a slash; `dist/` beside this module by default.
 * @throws {DashboardNotBuiltError} when the folder or its page is missing.
 */
export function loadAssets(distUrl: URL = new URL("./dist/", import.meta.url)): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  try {
    readFiles(distUrl, "/", assets);
  } catch (cause) {
    throw notBuilt(distUrl, cause);
  }
  if (!assets.has("/index.html")) throw notBuilt(distUrl);
  return assets;
}

function notBuilt(distUrl: URL, cause?: unknown): DashboardNotBuiltError {
  return new DashboardNotBuiltError(
    `Cannot load the dashboard from "${distUrl.pathname}": not built, run "deno task dashboard" first`,
    { cause },
  );
}
