/** A gateway whose data folder is a small disk of its own: a tmpfs in a mount namespace, which needs no privileges on Linux. */
import { join } from "node:path";
import { type GatewayProcess, startGateway } from "../e2e/gateway_process.ts";
import {
  FROM_SOURCE,
  interven,
  type Program,
  type RunResult,
  temporaryFolder,
} from "../e2e/interven_process.ts";

/** Why it cannot be had on this machine; undefined when it can. */
export function smallDiskMissing(): string | undefined {
  if (Deno.build.os !== "linux") return "needs Linux mount namespaces";
  try {
    const { success } = new Deno.Command("unshare", {
      args: ["-rm", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"],
      stdout: "null",
      stderr: "null",
    }).outputSync();
    return success ? undefined : "mount namespaces are not allowed here";
  } catch {
    return "unshare is not installed";
  }
}

/** Runs a program with a tmpfs over the data folder. */
function onDisk(dataDir: string, mountOptions: string): Program {
  const script = 'mount -t tmpfs -o "$1" tmpfs "$2" && shift 2 && exec "$@"';
  return ["unshare", "-rm", "bash", "-c", script, "bash", mountOptions, dataDir, ...FROM_SOURCE];
}

export interface SmallDiskGateway extends AsyncDisposable {
  readonly gateway: GatewayProcess;
  /** Leaves no byte free. */
  fill(): void;
  /** Takes that back. */
  free(): void;
  /** Copies what is in the data folder; SQLite itself cannot open a file through another process's eyes. */
  copyTo(folder: string): Promise<void>;
}

export async function gatewayOnSmallDisk(args: readonly string[]): Promise<SmallDiskGateway> {
  const folder = await temporaryFolder();
  const gateway = await startGateway({
    dataDir: folder.path,
    args,
    program: onDisk(folder.path, "size=16m"),
  });
  const seen = `/proc/${gateway.pid}/root${folder.path}`;
  const filler = join(seen, "filler");
  return {
    gateway,
    fill() {
      using file = Deno.openSync(filler, { write: true, create: true });
      for (const size of [65_536, 4_096, 1]) {
        try {
          for (;;) file.writeSync(new Uint8Array(size));
        } catch (error) {
          if (!(error instanceof Error && /no space/i.test(error.message))) throw error;
        }
      }
    },
    free: () => Deno.removeSync(filler),
    async copyTo(target) {
      // The record alone: other parts of the folder are folders themselves.
      for (const { name, isFile } of Deno.readDirSync(seen)) {
        if (isFile) await Deno.copyFile(join(seen, name), join(target, name));
      }
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Runs a command to its end with a data folder that cannot be written. */
export async function onReadOnlyDisk(args: readonly string[]): Promise<RunResult> {
  await using folder = await temporaryFolder();
  return await interven([...args, "--data-dir", folder.path], { program: onDisk(folder.path, "ro") });
}
