import type { Decision } from "../../../engine/types.ts";

export type IconName = Decision | "pause" | "play" | "close" | "search" | "up" | "down";

/** Drawn on a 16 by 16 grid. Each decision has its own shape, so that none is told by colour alone. */
const PATHS: Readonly<Record<IconName, string>> = {
  ALLOW: "M3.5 8.5l3 3 6-7",
  SANITIZE: "M3 4.5h10M3 8h3M10 8h3M3 11.5h10M7.4 8h1.2",
  REQUIRE_APPROVAL: "M5.75 4v8M10.25 4v8",
  DENY: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  pause: "M5.75 4v8M10.25 4v8",
  play: "M5.5 3.8l6.5 4.2-6.5 4.2z",
  close: "M4 4l8 8M12 4l-8 8",
  search: "M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.4 10.4L14 14",
  up: "M8 13V3.5M4 7l4-4 4 4",
  down: "M8 3v9.5M4 9l4 4 4-4",
};

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
