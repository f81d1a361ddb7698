import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { FlowLine } from "../models/flow_lanes.ts";
import { AgentSessions } from "../models/agent_sessions.ts";
import { useModel } from "./console_context.ts";

/** Pixels between two lanes, and from the outermost one to the edge. */
const LANE_PX = 12;
const BEND_PX = 10;

/**
 * The lines beside the timeline, from the row of each read to the row of the call that carries something of it. What they say is
 * also said in words in the rows: a screen reader skips them.
 */
export function FlowLines({ rows }: { rows: number }) {
  const model = useModel(AgentSessions);
  const { lines, lanes } = model.picture.value;
  const chosen = model.chosen.value;
  const calls = model.calls.value ?? [];
  const drawing = useRef<SVGSVGElement>(null);
  const middles = useRowMiddles(drawing, [rows, chosen]);
  const width = lanes * LANE_PX + BEND_PX;
  const touches = ({ from, to }: FlowLine) =>
    chosen !== null && [calls[from]?.trace_id, calls[to]?.trace_id].includes(chosen);
  return (
    <svg
      class="flow-lines"
      ref={drawing}
      width={width}
      height={middles.heightPx}
      aria-hidden="true"
      focusable="false"
    >
      {lines.map((line) => (
        <g
          key={`${line.from} ${line.to}`}
          class={["line", line.flow.kind, chosen !== null && !touches(line) && "dim"].filter(Boolean).join(
            " ",
          )}
        >
          <path d={pathOf(line, middles.yPx, width)} />
          <path class="head" d={headAt(width, middles.yPx[line.to] ?? 0)} />
        </g>
      ))}
    </svg>
  );
}

/** Out of the row of the read, down its lane, and into the row of the call. */
function pathOf({ from, to, lane }: FlowLine, yPx: readonly number[], width: number): string {
  const x = width - BEND_PX - lane * LANE_PX;
  const bottom = yPx[to] ?? 0;
  const into = `V ${bottom - BEND_PX} Q ${x} ${bottom} ${x + BEND_PX} ${bottom} H ${width - 4}`;
  if (from === -1) return `M ${x} 0 ${into}`;
  const top = yPx[from] ?? 0;
  return `M ${width} ${top} H ${x + BEND_PX} Q ${x} ${top} ${x} ${top + BEND_PX} ${into}`;
}

function headAt(width: number, y: number): string {
  return `M ${width - 6} ${y - 4} L ${width} ${y} L ${width - 6} ${y + 4} Z`;
}

interface Middles {
  /** Of the first line of each row, from the top of the drawing. */
  readonly yPx: readonly number[];
  readonly heightPx: number;
}

/** Rows grow when they are opened and when the page is narrow: where they are is measured. */
function useRowMiddles(
  drawing: { readonly current: SVGSVGElement | null },
  after: readonly unknown[],
): Middles {
  const [middles, setMiddles] = useState<Middles>({ yPx: [], heightPx: 0 });
  useLayoutEffect(() => {
    const list = drawing.current?.parentElement?.querySelector("ol");
    if (!list) return;
    const measure = () => {
      const { top, height } = list.getBoundingClientRect();
      const yPx = [...list.querySelectorAll(".moment-line")].map((row) => {
        const box = row.getBoundingClientRect();
        return box.top - top + box.height / 2;
      });
      setMiddles({ yPx, heightPx: height });
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(list);
    return () => watch.disconnect();
  }, after);
  return middles;
}
