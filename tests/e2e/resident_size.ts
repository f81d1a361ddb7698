/** How much memory a child process holds: Linux tells, in files. */

/** Why it cannot be read on this machine; undefined when it can. */
export function noResidentSize(): string | undefined {
  return Deno.build.os === "linux"
    ? undefined
    : `the memory of a process is read from /proc, this is ${Deno.build.os}`;
}

/** Resident set of a process, bytes (`VmRSS` of proc_pid_status(5)). */
export async function residentBytes(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`Cannot read the memory of process ${pid}: no VmRSS`);
  return Number(kilobytes) * 1024;
}
