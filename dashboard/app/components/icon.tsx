import type { Decision } from "../../../engine/types.ts";

export type IconName = Decision | keyof typeof DRAWINGS;

/** Drawn on a 16 by 16 grid. */
const DRAWINGS = {
  pause: "M5.75 4v8M10.25 4v8",
  play: "M5.5 3.8l6.5 4.2-6.5 4.2z",
  close: "M4 4l8 8M12 4l-8 8",
  search: "M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.4 10.4L14 14",
  up: "M8 13V3.5M4 7l4-4 4 4",
  down: "M8 3v9.5M4 9l4 4 4-4",
  left: "M13 8H3M7 4L3 8l4 4",
  right: "M3 8h10M9 4l4 4-4 4",
  chevron: "M4.5 6.5L8 10l3.5-3.5",
  plus: "M8 3v10M3 8h10",
  check: "M3.5 8.5l3 3 6-7",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  filter: "M2.5 3.5h11L9.5 8.5v4l-3 1v-5z",
  clock: "M8 14A6 6 0 108 2a6 6 0 000 12zM8 4.8V8l2.2 1.6",
  warning: "M8 2.5l6 11H2zM8 6.8v3M8 11.6v.1",
  help: "M8 14A6 6 0 108 2a6 6 0 000 12zM6.3 6.3a1.8 1.8 0 113 1.6c-.8.5-1.3.9-1.3 1.7M8 11.5v.1",
  sun:
    "M8 11a3 3 0 100-6 3 3 0 000 6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9",
  moon: "M13.5 9.6A5.8 5.8 0 016.4 2.5a5.8 5.8 0 107.1 7.1z",
  system: "M2 3h12v8H2zM6 13.5h4",
  live: "M1.5 8h3l2-4.5 3 9 2-4.5h3",
  approvals: "M3 2.5h10v11H3zM5.5 8l1.8 1.8L10.7 6.3",
  sessions: "M3.5 2v12M3.5 4.5h4M3.5 8.5h8M3.5 12h5.5",
  policy: "M8 1.8l5.2 1.9v4c0 3.2-2.2 5.4-5.2 6.5-3-1.1-5.2-3.3-5.2-6.5v-4z",
  playground: "M6 2h4M6.8 2v4.2L3 13a.8.8 0 00.7 1.2h8.6A.8.8 0 0013 13L9.2 6.2V2M5 10h6",
  tools:
    "M13.3 4.4a3.3 3.3 0 01-4.4 4L4.6 12.800a1.4 1.4 0 01-2-2l4.4-4.300a3.3 3.3 0 014-4.400L9 4.100l.5 2.3 2.2.400z",
  settings:
    "M2.5 4.500h6M12 4.500h1.500M2.5 11.500h1.500M7.5 11.500h6M10.3 6.200a1.7 1.7 0 100-3.4 1.7 1.7 0 000 3.400zM5.7 13.200a1.7 1.7 0 100-3.4 1.7 1.7 0 000 3.400z",
} as const;

/** Each decision has its own shape, so that none is told by colour alone. */
const PATHS: Readonly<Record<IconName, string>> = {
  ...DRAWINGS,
  ALLOW: DRAWINGS.check,
  SANITIZE: "M3 4.5h10M3 8h3M10 8h3M3 11.5h10M7.4 8h1.2",
  REQUIRE_APPROVAL: DRAWINGS.pause,
  DENY: DRAWINGS.close,
};

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
