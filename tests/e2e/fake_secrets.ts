/** Values that look real to a scanner and open nothing. Put together at run time, so that none stands in the repository. */
import { checksum } from "../../engine/detectors/github_checksum.ts";

/** Right in every respect, checksum included. */
export function fakeGithubToken(): string {
  const body = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5";
  return `ghp_${body}${checksum(body)}`;
}

/** The test number of the card networks. */
export const fakeCardNumber = (): string => ["4111", "1111", "1111", "1111"].join(" ");
