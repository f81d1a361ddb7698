import assert from "node:assert/strict";
import fc from "fast-check";
import { looksLikeSql, readSql } from "./reading.ts";

const TABLE: readonly [string, string][] = [
  ["SELECT * FROM users WHERE id = 1", "READ read"],
  ["select 1; show tables; explain select * from t", "READ read"],
  ["WITH a AS (SELECT 1) SELECT * FROM a", "READ read"],
  ["(SELECT 1) UNION (SELECT 2)", "READ read"],
  ["SELECT 'drop table users; delete from x' AS text -- drop table y", "READ read"],
  ["SELECT update, deleted FROM log", "READ read"],
  ["/* drop */ SELECT $$ ; drop table x $$", "READ read"],
  ["PRAGMA table_info(users)", "READ read"],
  ["begin; select 1; commit", "READ read"],
  ["WITH gone AS (DELETE FROM users RETURNING *) SELECT * FROM gone", "WRITE destroy"],
  ["WITH gone AS (DELETE FROM users WHERE id = 5 RETURNING *) SELECT * FROM gone", "WRITE delete"],
  ["EXPLAIN ANALYZE DELETE FROM users", "WRITE destroy"],
  ["SELECT * INTO copy FROM users", "WRITE other"],
  ["SELECT * FROM users INTO OUTFILE '/tmp/x'", "WRITE execute"],
  ["SELECT pg_read_file('/etc/passwd')", "WRITE execute"],
  ["SELECT setval('s', 1)", "WRITE other"],
  ["select 1; DROP TABLE users", "WRITE destroy"],
  ["SELECT '\\'; DROP TABLE users; -- '", "WRITE destroy"],
  ["SELECT 1 /*!50000 ; DROP TABLE users */", "WRITE destroy"],
  ["TRUNCATE users", "WRITE destroy"],
  ["DROP DATABASE IF EXISTS x", "WRITE destroy"],
  ["drop index i", "WRITE delete"],
  ["DELETE FROM users", "WRITE destroy"],
  ["DELETE FROM users WHERE 1=1", "WRITE destroy"],
  ["DELETE FROM users WHERE (true)", "WRITE destroy"],
  ["DELETE FROM users WHERE id = 4 OR 1 = 1", "WRITE destroy"],
  ["DELETE FROM users WHERE id = 4", "WRITE delete"],
  ["UPDATE users SET admin = true", "WRITE destroy"],
  ["UPDATE users SET name = 'x' WHERE id = 4", "WRITE other"],
  ["INSERT INTO t VALUES (1)", "WRITE other"],
  ["ALTER TABLE t DROP COLUMN c", "WRITE destroy"],
  ["ALTER TABLE t ADD COLUMN c int", "WRITE other"],
  ["ALTER USER bob WITH SUPERUSER", "ADMIN identity"],
  ["GRANT ALL ON t TO public", "ADMIN identity"],
  ["CREATE USER eve IDENTIFIED BY 'x'", "ADMIN identity"],
  ["COPY t TO PROGRAM 'curl x'", "WRITE execute"],
  ["COPY t TO STDOUT", "READ read"],
  ["EXEC xp_cmdshell 'dir'", "WRITE execute"],
  ["CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ drop table x $$ LANGUAGE plpgsql", "WRITE execute"],
  ["FROBNICATE x", "WRITE other"],
];

for (const [sql, wanted] of TABLE) {
  Deno.test(`readSql() reads ${sql} as ${wanted}`, () => {
    const { verb, category } = readSql(sql);
    assert.equal(`${verb} ${category}`, wanted);
  });
}

Deno.test("readSql() never throws, and a harmless statement in front hides nothing", () => {
  fc.assert(fc.property(fc.string({ maxLength: 500, unit: "binary" }), (text) => {
    readSql(text);
    assert.equal(
      readSql(`select 1;\n${text.replace(/['"`$\\#/*-]/g, "")};\ndrop table users`).category,
      "destroy",
    );
  }));
});

Deno.test("A text too long to be read is no read", () => {
  assert.deepEqual(readSql("select 1 ".repeat(10_000)).verb, "WRITE");
});

Deno.test("Search words are told from SQL", () => {
  for (
    const text of [
      "SELECT * FROM t",
      "drop table users",
      " -- x\nselect 1",
      "delete from users",
      "UPDATE t SET a=1",
    ]
  ) {
    assert.equal(looksLikeSql(text), true, text);
  }
  for (
    const text of [
      "select a good hotel",
      "hotels in Paris",
      "show me the way",
      "",
      "update on the project",
      "call mum",
    ]
  ) {
    assert.equal(looksLikeSql(text), false, text);
  }
});
