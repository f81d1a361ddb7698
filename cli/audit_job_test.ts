import assert from "node:assert/strict";
import { AuditJob } from "./audit_job.ts";

const REPORT = { ok: true, broken: null, first_seq: 1, last_seq: 2, entries: 2 };

/** A job whose check ends when the test says so. */
function jobThat() {
  const ended = Promise.withResolvers<{ stdout: string; stderr: string }>();
  let runs = 0;
  const job = new AuditJob({
    dataDir: "/data",
    now: () => 0,
    run: (_, signal) => {
      runs++;
      signal.addEventListener("abort", () => ended.reject(new Error("It was broken off")));
      return ended.promise;
    },
  });
  return { job, ended, runs: () => runs };
}

Deno.test("One check runs at a time, and its report stays until the next", async () => {
  const { job, ended, runs } = jobThat();
  assert.deepEqual(job.state, { state: "idle" });
  assert.equal(job.start().state, "running");
  assert.equal(job.start().state, "running");
  assert.equal(runs(), 1);
  ended.resolve({ stdout: JSON.stringify(REPORT) + "\n", stderr: "" });
  await ended.promise;
  await job.close();
  assert.equal(job.state.state, "done");
  assert.deepEqual("report" in job.state && job.state.report, REPORT);
});

Deno.test("A check that ends without a report says what it wrote last", async () => {
  const { job, ended } = jobThat();
  job.start();
  ended.resolve({ stdout: "", stderr: "warning\ninterven: Cannot read the store\n" });
  await ended.promise;
  await job.close();
  assert.deepEqual("message" in job.state && job.state.message, "interven: Cannot read the store");
});

Deno.test("Closing breaks off a check that still runs", async () => {
  const { job } = jobThat();
  job.start();
  await job.close();
  assert.equal(job.state.state, "failed");
});
