import { dirname, resolve } from "node:path";

/** Editors write a file in several steps; the last of them within this time counts. */
const SETTLE_MS = 100;

/**
 * Tells when a file, or anything in a folder, has changed. Watches the folder and not the file: many editors put a new file in the
 * place of the old one, and a watch on the old one would then see nothing any more.
 *
 * @param failed Told why nothing is watched, or not any longer.
 * @returns Ends the watch.
 */
export async function watchPath(
  path: string,
  changed: () => void,
  failed: (reason: string) => void,
): Promise<() => void> {
  const full = resolve(path);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watcher: Deno.FsWatcher;
  try {
    const isFolder = (await Deno.stat(full)).isDirectory;
    watcher = Deno.watchFs(isFolder ? full : dirname(full), { recursive: false });
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
    return () => {};
  }
  void (async () => {
    for await (const event of watcher) {
      if (event.kind === "access") continue;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MS);
    }
  })().catch((error) => failed(error instanceof Error ? error.message : String(error)));
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
