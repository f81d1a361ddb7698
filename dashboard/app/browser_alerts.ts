/// <reference lib="dom" />
/** The browser's own notifications, and its memory of whether a person wants them. */
import type { AlertBrowser } from "./models/approval_alerts.ts";

const KEY = "interven-alerts";

export const BROWSER_ALERTS: AlertBrowser = {
  permission: () =>
    "Notification" in globalThis && globalThis.isSecureContext ? Notification.permission : "unavailable",
  ask: () => Notification.requestPermission(),
  isHidden: () => document.visibilityState === "hidden" || !document.hasFocus(),
  show(title, { onClick, ...options }) {
    const alert = new Notification(title, options);
    alert.onclick = () => {
      globalThis.focus();
      onClick();
      alert.close();
    };
  },
  wanted() {
    try {
      return localStorage.getItem(KEY) === "on";
    } catch {
      return false;
    }
  },
  want(on) {
    try {
      if (on) localStorage.setItem(KEY, "on");
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing: it holds until the page is closed.
    }
  },
};
