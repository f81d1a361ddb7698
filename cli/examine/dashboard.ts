import { loadAssets } from "../../dashboard/assets.ts";
import type { Check } from "./check.ts";

export const dashboard: Check = {
  name: "dashboard",
  run: () => `${loadAssets().size} files`,
};
