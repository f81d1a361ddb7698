/** Tools that are known by their names to run what they are given. */
import { words } from "../naming/lexicon.ts";
import { snakeCase, wordsOf } from "../naming/words.ts";

const SHELL_TOOLS = words(
  "bash sh shell zsh terminal powershell cmd exec execute run command run_command execute_command run_shell_command shell_command " +
    "shell_exec shell_execute run_shell exec_command run_bash execute_bash execute_shell execute_shell_command run_terminal_cmd run_terminal_command " +
    "run_in_terminal execute_in_terminal terminal_execute local_shell start_process interact_with_process ssh_exec ssh_execute " +
    "remote_exec exec_remote ssh_command run_script execute_script container_exec exec_container pods_exec exec_in_pod kubectl_generic call_aws " +
    "use_aws aws_cli_pipeline bash_command bash_tool cmd_exec run_commands execute_commands run_process shell_tool kubectl run_cmd execute_cmd " +
    "code_execution run_code execute_code code_interpreter python run_python execute_python python_repl jupyter_execute execute_cell",
);

/** Whether a tool is a shell or an interpreter: its arguments alone say what it does. */
export function isShellTool(name: string): boolean {
  return name.length <= 64 && SHELL_TOOLS.has(snakeCase(name));
}

const CODE_WORDS = words(
  "code python javascript js node evaluate eval jupyter notebook cell ruby repl interpreter",
);

/** Whether a tool takes code of another language than the shell's. */
export function runsCode(name: string): boolean {
  return wordsOf(name).some((word) => CODE_WORDS.has(word));
}

const DATABASES = words("postgres sqlite mysql supabase");

export function isDatabase(service: string | undefined): boolean {
  return service !== undefined && DATABASES.has(service);
}

/** Whether what a tool calls its query is SQL for certain. */
export function takesSql(name: string, service: string | undefined): boolean {
  const all = wordsOf(name);
  return all.includes("sql") ||
    (isDatabase(service) && all.some((word) => word === "query" || word === "statement"));
}
