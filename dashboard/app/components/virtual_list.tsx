/** A list of any length of which only the rows in sight are in the page. */
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface VirtualListProps<Item> {
  readonly items: readonly Item[];
  /** What tells one item from all others. */
  readonly keyOf: (item: Item) => string;
  /** Draws the inside of a row. Every row is as high as the style's `--row-height` says. */
  readonly draw: (item: Item, index: number) => ComponentChildren;
  readonly label: string;
  /** The box that scrolls, when other things scroll with the list. Default: the list has a box of its own. */
  readonly scroller?: RefObject<HTMLElement | null>;
  /** The row that is open or chosen: scrolled into sight whenever it changes. Default: none. */
  readonly activeKey?: string | null;
  /** Told when the last rows come near: time to fetch more. */
  readonly onNearEnd?: () => void;
  /** More rows are known to exist than there are items. Default false. */
  readonly hasMore?: boolean;
}

/** Rows drawn beyond the edges of the box, so that scrolling by a notch shows no gap. */
const SPARE_ROWS = 10;
/** The range moves in steps of so many rows: most scroll events then draw nothing. */
const STEP_ROWS = 5;
const NEAR_END_ROWS = 40;

interface Range {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { items, keyOf, draw, label, activeKey = null, hasMore = false } = props;
  const ownBox = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const scroller = props.scroller ?? ownBox;
  const rowPx = useRowHeight(list);
  const range = useRange({ list, scroller, rowPx, rows: items.length });
  const [focused, setFocused] = useState<string | null>(null);
  useLayoutEffect(() => {
    if (activeKey === null || rowPx === 0) return;
    const index = items.findIndex((item) => keyOf(item) === activeKey);
    if (index >= 0 && scroller.current && list.current) {
      bringIntoSight({ scroller: scroller.current, list: list.current, rowPx, index });
    }
  }, [activeKey, rowPx === 0]);
  const nearEnd = range.end >= items.length - NEAR_END_ROWS;
  useEffect(() => {
    if (nearEnd && hasMore) props.onNearEnd?.();
  }, [nearEnd, items.length, hasMore]);
  return (
    <div class={props.scroller ? "virtual" : "virtual own-box"} ref={ownBox}>
      <ol
        ref={list}
        aria-label={label}
        style={{ height: `${items.length * rowPx}px` }}
        onFocusIn={(event) => setFocused(rowOf(event.target)?.dataset.key ?? null)}
        onFocusOut={() => setFocused(null)}
        onKeyDown={(event) => moveFocus(event)}
      >
        {drawnIndexes(props, range, focused).map((index) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <li
              key={keyOf(item)}
              data-key={keyOf(item)}
              style={{ transform: `translateY(${index * rowPx}px)` }}
              aria-posinset={index + 1}
              aria-setsize={hasMore ? -1 : items.length}
            >
              {draw(item, index)}
            </li>
          );
        })}
        {items.length === 0 && <li class="probe" aria-hidden="true" />}
      </ol>
    </div>
  );
}

/** Those in the range, and the one that has the focus wherever it is: the keyboard must not fall out of the list. */
function drawnIndexes<Item>(
  { items, keyOf }: VirtualListProps<Item>,
  range: Range,
  focused: string | null,
): readonly number[] {
  const indexes: number[] = [];
  for (let index = range.first; index < Math.min(range.end, items.length); index++) indexes.push(index);
  if (focused === null) return indexes;
  const at = items.findIndex((item) => keyOf(item) === focused);
  if (at !== -1 && at < range.first) indexes.unshift(at);
  if (at >= range.end) indexes.push(at);
  return indexes;
}

/** The height that the style gives a row, pixels; 0 until it is known. Changes with the width of the page and the size of its text. */
function useRowHeight(list: RefObject<HTMLOListElement | null>): number {
  const [rowPx, setRowPx] = useState(0);
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    const measure = () => {
      const row = box.querySelector("li");
      const px = row
        ? row.getBoundingClientRect().height
        : parseFloat(getComputedStyle(box).lineHeight) || 40;
      if (px > 0) setRowPx(px);
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box.parentElement ?? box);
    return () => watch.disconnect();
  }, []);
  return rowPx;
}

interface Geometry {
  readonly list: RefObject<HTMLOListElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowPx: number;
  readonly rows: number;
}

function useRange({ list, scroller, rowPx, rows }: Geometry): Range {
  const [range, setRange] = useState<Range>({ first: 0, end: 2 * SPARE_ROWS });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || rowPx === 0) return;
    const look = () => {
      const seen = list.current && rangeInSight(box, list.current, rowPx);
      if (seen) setRange((last) => last.first === seen.first && last.end === seen.end ? last : seen);
    };
    look();
    box.addEventListener("scroll", look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      watch.disconnect();
    };
  }, [rowPx, rows === 0]);
  return range;
}

function rangeInSight(box: HTMLElement, list: HTMLElement, rowPx: number): Range {
  const hiddenPx = box.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const first = Math.floor(hiddenPx / rowPx) - SPARE_ROWS;
  const end = Math.ceil((hiddenPx + box.clientHeight) / rowPx) + SPARE_ROWS;
  return {
    first: Math.max(0, Math.floor(first / STEP_ROWS) * STEP_ROWS),
    end: Math.max(0, Math.ceil(end / STEP_ROWS) * STEP_ROWS),
  };
}

function bringIntoSight(
  { scroller, list, rowPx, index }: {
    scroller: HTMLElement;
    list: HTMLElement;
    rowPx: number;
    index: number;
  },
): void {
  const listTop = list.getBoundingClientRect().top - scroller.getBoundingClientRect().top +
    scroller.scrollTop;
  const top = listTop + index * rowPx;
  // What sticks to the top of the box covers so much of it.
  const coveredPx = parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0;
  if (top < scroller.scrollTop + coveredPx) scroller.scrollTop = top - coveredPx - rowPx;
  else if (top + rowPx > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + 2 * rowPx - scroller.clientHeight;
  }
}

/** Arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = rowOf(event.target);
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const target = next?.querySelector<HTMLElement>("button, a");
  if (!target) return;
  event.preventDefault();
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("li") : null;
}
