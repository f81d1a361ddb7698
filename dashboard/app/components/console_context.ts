/** Hands the models to the components. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Console } from "../models/console.ts";
import type { ViewModelClass } from "../models/view_tools.ts";

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const model = useContext(ConsoleContext);
  if (!model) throw new Error("Cannot draw: no console above this component");
  return model;
}

/** The model of a view: made when it is first asked for, and kept when the view is left. */
export function useModel<Model>(model: ViewModelClass<Model>): Model {
  return useConsole().models.of(model);
}
