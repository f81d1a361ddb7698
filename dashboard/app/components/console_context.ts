/** Hands the models to the components. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Console } from "../models/console.ts";

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const model = useContext(ConsoleContext);
  if (!model) throw new Error("Cannot draw: no console above this component");
  return model;
}
