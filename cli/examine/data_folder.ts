import { openDataFolder } from "../data_folder.ts";
import { SYSTEM_CLOCK } from "../system_clock.ts";
import type { Check } from "./check.ts";

const COUNTED_APPROVALS = 500;

/** Whether the folder and its database can be written, by this version. */
export const dataFolder: Check = {
  name: "data folder",
  run: async ({ dataDir: named }) => {
    const { dataDir, store } = openDataFolder(named);
    try {
      const { reason } = await store.check();
      if (reason !== undefined) throw new Error(reason);
      const now = SYSTEM_CLOCK.now();
      const pending = store.approvals.list({ status: "pending", now, limit: COUNTED_APPROVALS }).length;
      const newest = store.traces.list({ limit: 1 }).traces[0];
      if (newest !== undefined && newest.at > now + 60_000) {
        return {
          warning: `${dataDir}: the newest call is from ${
            new Date(newest.at).toISOString()
          }, which is yet to come`,
          mend: "Set this machine's clock: approvals and windows of time count by it",
        };
      }
      return `${dataDir} (${pending} pending approvals)`;
    } finally {
      await store.close();
    }
  },
};
