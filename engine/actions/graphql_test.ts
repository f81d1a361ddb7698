import assert from "node:assert/strict";
import fc from "fast-check";
import { factsOf, nameRequest, type NamingRow, testNaming } from "../../tests/naming_table.ts";
import { MAX_DOCUMENT_CHARS, readDocument } from "./graphql_document.ts";

const GITHUB = "POST https://api.github.com/graphql";
const STRANGER = "POST https://data.stranger.example/v1/graphql";
const query = (document: string, more: Record<string, unknown> = {}) => ({
  body: { query: document, ...more },
});

const KNOWN: readonly NamingRow[] = [
  [GITHUB, "github graphql_query READ read", query("{ viewer { login } }")],
  [GITHUB, "github graphql_query READ read", query("query deleteEverything { viewer { login } }")],
  [GITHUB, "github graphql_query READ read", query("# mutation { deleteRepository }\n{ viewer { login } }")],
  [GITHUB, "github graphql_subscription READ read", query("subscription { issueAdded { id } }")],
  [
    GITHUB,
    "github delete_repository WRITE destroy",
    query('mutation { deleteRepository(input: {a: "b"}) { id } }'),
  ],
  [
    GITHUB,
    "github delete_repository WRITE destroy",
    query('mutation { getThing: deleteRepository(id: "b") { id } }'),
  ],
  [
    GITHUB,
    "github delete_repository WRITE destroy",
    query('mutation { addStar(id: "a") { id } deleteRepository(id: "b") { id } }'),
  ],
  [
    GITHUB,
    "github delete_repository WRITE destroy",
    query("mutation { ...F } fragment F on Mutation { ... { deleteRepository(id: 1) { id } } }"),
  ],
  [GITHUB, "github graphql_mutation WRITE other", query("mutation { ...Missing }")],
  [GITHUB, "github graphql_mutation WRITE other", query("mutation { ...A } fragment A on M { ...A }")],
  [
    GITHUB,
    "github graphql_query READ read",
    query("query A { viewer { id } } mutation B { deleteRepository { id } }", { operationName: "A" }),
  ],
  [
    GITHUB,
    "github delete_repository WRITE destroy",
    query("query A { viewer { id } } mutation B { deleteRepository { id } }", { operationName: "B" }),
  ],
  [
    GITHUB,
    "github delete_repository WRITE destroy",
    query("query A { viewer { id } } mutation B { deleteRepository { id } }"),
  ],
  [
    GITHUB,
    "github delete_repository WRITE destroy",
    query("query A { viewer { id } } mutation B { deleteRepository { id } }", { operationName: "C" }),
  ],
  [GITHUB, "github delete_repository WRITE destroy", {
    body: [{ query: "{ viewer { id } }" }, { query: "mutation { deleteRepository { id } }" }],
  }],
  [GITHUB, "github get_token WRITE other", query("mutation { getToken { id } }")],
  [GITHUB, "github graphql_unreadable WRITE other", query("{ viewer { login }")],
  [GITHUB, "github graphql_unreadable WRITE destroy", query("mutation { deleteRepository(")],
  [GITHUB, "github graphql_unreadable WRITE other", {
    text: "{",
    headers: { "content-type": "application/json" },
  }],
  [GITHUB, "github graphql_unreadable WRITE destroy", {
    text: '{"query":"mutation { deleteRepository { id } }","query":"{ viewer { login } }"}',
    headers: { "content-type": "application/json" },
  }],
  [GITHUB, "github graphql_query READ read", query('{ search(query: "mutation of genes") { id } }')],
  [GITHUB, "github graphql_unreadable WRITE other", query("type Query { a: Int }")],
];

const ELSEWHERE: readonly NamingRow[] = [
  [STRANGER, "custom_proxy graphql_query READ read", query("query($id: ID!) { user(id: $id) { name } }")],
  [STRANGER, "custom_proxy graphql_query WRITE other", query(`{ user(id: "${"x".repeat(300)}") { name } }`)],
  [STRANGER, "custom_proxy graphql_query WRITE other", query("{ a }", { note: "x".repeat(300) })],
  [STRANGER, "custom_proxy graphql_query WRITE other", query("{ a } # what a comment may hold")],
  [STRANGER, "custom_proxy delete_users WRITE destroy", query("mutation { delete_users(where: {}) { n } }")],
  [STRANGER, "custom_proxy delete_users WRITE destroy", {
    body: { Query: "mutation { delete_users { n } }" },
  }],
  [STRANGER, "custom_proxy delete_users WRITE destroy", {
    text: "query=mutation%20%7Bdelete_users%7Bn%7D%7D",
  }],
  [STRANGER, "custom_proxy delete_users WRITE destroy", {
    text: "mutation { delete_users { n } }",
    headers: { "content-type": "application/graphql" },
  }],
  [STRANGER, "custom_proxy delete_users WRITE destroy", {
    text: '--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n' +
      '{"query":"mutation { delete_users { n } }"}\r\n--b--\r\n',
    headers: { "content-type": "multipart/form-data; boundary=b" },
  }],
  [
    "GET https://data.stranger.example/graphql?query=mutation%7Bdelete_users%7Bn%7D%7D",
    "custom_proxy delete_users WRITE destroy",
  ],
  [
    "POST https://data.stranger.example/graphql?query=mutation%7Bdelete_users%7Bn%7D%7D",
    "custom_proxy delete_users WRITE destroy",
    query("{ a }"),
  ],
  ["GET https://data.stranger.example/graphql?query=%7Ba%7D", "custom_proxy graphql_query READ read"],
  ["GET https://data.stranger.example/graphql", "custom_proxy get READ read"],
  [STRANGER, "custom_proxy delete_user WRITE destroy", {
    body: { operationName: "DeleteUser", extensions: { persistedQuery: { version: 1, sha256Hash: "a" } } },
  }],
  [STRANGER, "custom_proxy get_user WRITE other", { body: { operationName: "GetUser", documentId: "a" } }],
  [STRANGER, "custom_proxy post WRITE other", { body: { hello: "world" } }],
  // Any field may be called `query`: away from GraphQL paths it is believed only where it makes the call graver.
  ["POST https://stranger.example/search", "custom_proxy post WRITE other", query("{ viewer { login } }")],
  ["POST https://stranger.example/search", "custom_proxy post WRITE other", query("the mutation of genes")],
  [
    "POST https://stranger.example/search",
    "custom_proxy delete_users WRITE destroy",
    query("mutation { delete_users { n } }"),
  ],
];

const ESCAPED: readonly NamingRow[] = [
  ["POST https://stranger.example/search", "custom_proxy delete_users WRITE destroy", {
    text: '{"query":"\\u006dutation { delete_users { n } }"}',
    headers: { "content-type": "application/json" },
  }],
];

testNaming("GraphQL with escapes", ESCAPED);
testNaming("GraphQL where it is known to be spoken", KNOWN);
testNaming("GraphQL elsewhere", ELSEWHERE);

Deno.test("Arguments are facts, from literals, nested inputs, variables and defaults", () => {
  const facts = factsOf(
    GITHUB,
    query(
      'mutation Invite($org: ID!, $role: Role = ADMIN) { inviteMember(input: {organizationId: $org, email: "x@other.example", role: $role, n: 3}) { id } }',
      { variables: { org: "O_1" } },
    ),
  );
  assert.deepEqual({ ...facts }, {
    graphql_operation: "Invite",
    graphql_fields: "inviteMember",
    organization_id: "O_1",
    org: "O_1",
    email: "x@other.example",
    principal: "x@other.example",
    role: "ADMIN",
    n: "3",
  });
});

Deno.test("The facts are those of the gravest field", () => {
  const facts = factsOf(
    GITHUB,
    query('mutation { addStar(id: "a") { id } deleteRepository(id: "b") { id } }'),
  );
  assert.equal(facts["id"], "b");
  assert.equal(facts["graphql_fields"], "addStar,deleteRepository");
});

Deno.test("All mutations of a call are told, and more than can be told are many things at once", () => {
  const batch = [
    query("mutation { addStar(id: 1) { id } }").body,
    query("mutation { a: addLabel b: addLabel c }").body,
  ];
  assert.equal(factsOf(GITHUB, { body: batch })["graphql_fields"], "addStar,addLabel,c");
  const many = Array.from({ length: 101 }, (_, i) => `addStar${i}`);
  assert.equal(nameRequest(GITHUB, query(`mutation { ${many.join(" ")} }`)).category, "destroy");
  assert.notEqual(nameRequest(GITHUB, query(`mutation { ${many.slice(1).join(" ")} }`)).category, "destroy");
});

Deno.test("A stranger's server names no organisation, repository or principal", () => {
  const facts = factsOf(
    STRANGER,
    query('mutation { addStar(owner: "acme", email: "x@acme.example") { id } }'),
  );
  assert.deepEqual({ ...facts }, {
    graphql_fields: "addStar",
    arg_owner: "acme",
    arg_email: "x@acme.example",
  });
});

Deno.test("Documents that are too long, too deep or too many are not read, and never milder for it", () => {
  const deep = (open: string, shut: string, depth: number) =>
    `mutation { deleteRepository${open.repeat(depth)}${shut.repeat(depth)} }`;
  for (
    const document of [
      deep("{a", "}", 4_000),
      deep("{a", "}", 100_000),
      `mutation { deleteRepository(a: ${"[".repeat(4_000)}${"]".repeat(4_000)}) }`,
      `mutation { ${"a ".repeat(20_000)} deleteRepository }`,
      `mutation { deleteRepository } #${"x".repeat(MAX_DOCUMENT_CHARS)}`,
      `mutation { a } ${"fragment F on M { ...F } ".repeat(1_000)} mutation { deleteRepository }`,
    ]
  ) {
    const { verb, category } = nameRequest(GITHUB, query(document));
    assert.deepEqual([verb, category], ["WRITE", "destroy"], document.slice(0, 60));
  }
  const batch = Array.from({ length: 1_000 }, () => ({ query: "mutation { deleteRepository }" }));
  assert.equal(nameRequest(GITHUB, { body: batch }).category, "destroy");
});

const IDENTIFIER = fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/);

Deno.test("A mutation that deletes is found among any others, however it is wrapped", () => {
  const wrap = fc.constantFrom(
    (field: string) => field,
    (field: string) => `alias: ${field}`,
    (field: string) => `... { ${field} }`,
    (field: string) => `... on Mutation @include(if: $x) { ${field} }`,
    (field: string) => `...G } fragment G on Mutation { ${field}`,
  );
  const given = fc.record({ wrap, others: fc.array(IDENTIFIER, { maxLength: 5 }), isFirst: fc.boolean() });
  fc.assert(fc.property(given, ({ wrap, others, isFirst }) => {
    const grave = wrap('deleteRepository(id: "1") { id }');
    const document = `mutation { ${(isFirst ? [grave, ...others] : [...others, grave]).join(" ")} }`
      // A fragment's braces close where the operation's would: what follows it stands in it.
      .replace(/\bquery\b|\bmutation\b(?! \{)/g, "field");
    const { category, verb } = nameRequest(GITHUB, query(document));
    assert.equal(category, "destroy", document);
    assert.notEqual(verb, "READ");
  }));
});

Deno.test("nameGraphql() takes any text, any JSON and any operation name without an error", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        "{",
        "}",
        "(",
        ")",
        "mutation",
        "query",
        "fragment",
        "on",
        "...",
        "$a",
        '"',
        '"""',
        "#",
        "\n",
      ),
    ),
    { maxLength: 40 },
  ).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(pieces, fc.jsonValue(), fc.option(fc.string()), (document, variables, operationName) => {
      for (const request of [GITHUB, STRANGER, "POST https://stranger.example/search"]) {
        const action = nameRequest(request, { body: { query: document, variables, operationName } });
        if (readDocument(document, undefined, null) === undefined) {
          assert.notEqual(action.verb, "READ", document);
        }
      }
      nameRequest(GITHUB, { body: variables });
      nameRequest(STRANGER, { text: document });
    }),
  );
});
