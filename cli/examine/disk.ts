import { statfsSync } from "node:fs";
import { dataDirOf } from "../data_folder.ts";
import type { Check } from "./check.ts";

const LEAST_BYTES = 200_000_000;

/** Whether the record has room: when it cannot be written, no call is forwarded. */
export const disk: Check = {
  name: "disk",
  run: ({ dataDir, maxStoreSize }) => {
    const { bavail, bsize } = statfsSync(dataDirOf(dataDir));
    const free = bavail * bsize;
    const text = `${megabytes(free)} free where the record is kept, which may take ${
      megabytes(maxStoreSize)
    }`;
    if (free >= LEAST_BYTES) return text;
    return {
      warning: text,
      mend: "Make room, or keep the record elsewhere with --data-dir: a full disk stops every call",
    };
  },
};

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_000_000).toLocaleString("en")} MB`;
}
