/** Code that does what an attacker wants done: sends, opens a shell, deletes, records. Only asked about code that a text tells its reader to use. */

/** Calls of common libraries (Python, shell, JavaScript) by what they do. */
const ACTS =
  /\brequests\.(?:post|put|get)\(|\bsocket\.|\burllib|\bsubprocess\.|\bos\.(?:system|remove|popen|environ|rename)|\bexec\(|\beval\(|\bftplib|\bsmtplib|\bparamiko|\bpynput|\bkeyboard\.|\bscapy|\bcurl\s|\bwget\s|\bnc\s-|\bscp\b|\bchmod\b|\brm\s-rf|\bchild_process|\bfetch\(\s?["']http|\bXMLHttpRequest|\bpsutil|\bpyautogui|\bImageGrab|\bwin32|\bctypes|\bhttp\.client|\bcookie/;

/** How far after a sentence its code is looked for. */
const REACH = 700;

export function codeAfter(text: string, at: number): { follows: boolean; acts: boolean } {
  const after = text.slice(at, at + REACH);
  const fence = after.slice(0, 16).indexOf("```");
  return { follows: fence >= 0, acts: fence >= 0 && ACTS.test(after) };
}
