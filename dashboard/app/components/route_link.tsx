import type { ComponentChildren } from "preact";
import { type Route, routePath } from "../models/router.ts";
import { useConsole } from "./console_context.ts";

export interface RouteLinkProps {
  readonly to: Route;
  readonly current?: boolean;
  readonly title?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link inside the console: a click stays in the page, a click with Ctrl opens a tab as everywhere. */
export function RouteLink({ to, current = false, children, ...more }: RouteLinkProps) {
  const { router } = useConsole();
  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.go(to);
  }
  return (
    <a {...more} href={routePath(to)} aria-current={current ? "page" : undefined} onClick={open}>
      {children}
    </a>
  );
}
