import assert from "node:assert/strict";
import { factsOf, testNaming } from "../../tests/naming_table.ts";

const DROPBOX = "https://api.dropboxapi.com/2";

testNaming("Dropbox", [
  [`POST ${DROPBOX}/files/list_folder`, "dropbox list_folder READ read"],
  [`POST ${DROPBOX}/files/search_v2`, "dropbox search_files READ read"],
  ["POST https://content.dropboxapi.com/2/files/download", "dropbox download READ read"],
  ["POST https://content.dropboxapi.com/2/files/upload", "dropbox upload WRITE other"],
  [`POST ${DROPBOX}/files/delete_v2`, "dropbox delete_file WRITE delete"],
  [`POST ${DROPBOX}/files/delete_batch`, "dropbox delete_files WRITE destroy"],
  [`POST ${DROPBOX}/files/permanently_delete`, "dropbox delete_permanently WRITE destroy"],
  [
    `POST ${DROPBOX}/sharing/create_shared_link_with_settings`,
    "dropbox create_shared_link ADMIN share +external",
    {
      body: { path: "/a" },
    },
  ],
  [`POST ${DROPBOX}/sharing/create_shared_link_with_settings`, "dropbox create_shared_link ADMIN share", {
    body: { path: "/a", settings: { audience: "team" } },
  }],
  [`POST ${DROPBOX}/sharing/add_folder_member`, "dropbox add_member ADMIN share +external", {
    body: { members: [{ member: { ".tag": "email", email: "x@other.example" } }] },
  }],
  [`POST ${DROPBOX}/sharing/list_folder_members`, "dropbox list_shares READ read"],
  [`POST ${DROPBOX}/team/members/set_admin_permissions_v2`, "dropbox set_admin ADMIN identity"],
  [`POST ${DROPBOX}/files/tags/add`, "dropbox tags_add WRITE other"],
  [`POST ${DROPBOX}/file_requests/delete`, "dropbox file_requests_delete WRITE delete"],
]);

const BOX = "https://api.box.com/2.0";

testNaming("Box", [
  [`GET ${BOX}/files/1/content`, "box download READ read"],
  ["POST https://upload.box.com/api/2.0/files/content", "box upload WRITE other"],
  [`PUT ${BOX}/files/1`, "box create_shared_link ADMIN share +external", {
    body: { shared_link: { access: "open" } },
  }],
  [`PUT ${BOX}/files/1`, "box create_shared_link ADMIN share", {
    body: { shared_link: { access: "company" } },
  }],
  [`PUT ${BOX}/files/1`, "box update_file WRITE other", { body: { name: "shared_link" } }],
  [`DELETE ${BOX}/files/1`, "box delete_file WRITE delete"],
  [`DELETE ${BOX}/folders/1`, "box delete_folder WRITE destroy"],
  [`POST ${BOX}/collaborations`, "box add_collaboration ADMIN share -external", {
    body: { accessible_by: { login: "x@acme.example" } },
  }],
  [`POST ${BOX}/collaborations`, "box add_collaboration ADMIN share +external", {
    body: { accessible_by: { login: "x@other.example" } },
  }],
  [`POST ${BOX}/comments`, "box add_comment WRITE message"],
  [`GET ${BOX}/search?query=x`, "box search READ read"],
]);

const PROJECT = "https://p1.supabase.co";

testNaming("Supabase", [
  [`GET ${PROJECT}/rest/v1/users?select=*`, "supabase select_rows READ read"],
  [`POST ${PROJECT}/rest/v1/users`, "supabase insert_rows WRITE other"],
  [`DELETE ${PROJECT}/rest/v1/users?id=eq.1`, "supabase delete_rows WRITE delete"],
  [`DELETE ${PROJECT}/rest/v1/users?select=id`, "supabase delete_all_rows WRITE destroy"],
  [`DELETE ${PROJECT}/rest/v1/users?id=not.is.null`, "supabase delete_all_rows WRITE destroy"],
  [`DELETE ${PROJECT}/rest/v1/users?id=1`, "supabase delete_all_rows WRITE destroy"],
  [`DELETE ${PROJECT}/rest/v1/users?or=(id.eq.1,id.eq.2)`, "supabase delete_rows WRITE delete"],
  [`PATCH ${PROJECT}/rest/v1/users`, "supabase update_all_rows WRITE destroy"],
  [`PATCH ${PROJECT}/rest/v1/users?id=eq.1`, "supabase update_rows WRITE other"],
  [`POST ${PROJECT}/rest/v1/rpc/get_user`, "supabase call_function WRITE execute"],
  [`POST ${PROJECT}/rest/v1/rpc/drop_table`, "supabase call_function WRITE destroy"],
  [`POST ${PROJECT}/auth/v1/admin/users`, "supabase create_user ADMIN identity -external", {
    body: { email: "x@acme.example" },
  }],
  [`DELETE ${PROJECT}/auth/v1/admin/users/u`, "supabase delete_user ADMIN destroy"],
  [`POST ${PROJECT}/auth/v1/token?grant_type=password`, "supabase sign_in WRITE login"],
  [`POST ${PROJECT}/storage/v1/object/list/b`, "supabase list_objects READ read"],
  [`POST ${PROJECT}/storage/v1/object/b/a.txt`, "supabase put_object WRITE other"],
  [`POST ${PROJECT}/storage/v1/bucket`, "supabase publish_bucket ADMIN share +external", {
    body: { name: "b", public: true },
  }],
  [`POST ${PROJECT}/graphql/v1`, "supabase graphql_query READ read", { body: { query: "{ a { b } }" } }],
  ["POST https://api.supabase.com/v1/projects/p1/database/query", "supabase run_sql WRITE execute"],
  ["DELETE https://api.supabase.com/v1/projects/p1", "supabase delete_project ADMIN destroy"],
  ["GET https://api.supabase.com/v1/projects/p1/api-keys", "supabase list_api_keys READ secret"],
  ["GET https://api.supabase.com/v1/projects", "supabase list_projects READ read"],
  ["GET https://db.stranger.example/rest/v1/users", "custom_proxy get READ read"],
  ["DELETE https://db.stranger.example/rest/v1/users", "custom_proxy delete_all_rows WRITE destroy"],
]);

const DOCUMENTS = "https://firestore.googleapis.com/v1/projects/p/databases/(default)/documents";
const ACCOUNTS = "https://identitytoolkit.googleapis.com/v1/accounts";

testNaming("Firebase", [
  ["GET https://p1.firebaseio.com/users.json", "firebase get_data READ read"],
  ["PUT https://p1.firebaseio.com/users/1.json", "firebase set_data WRITE other", { body: { a: 1 } }],
  ["PUT https://p1.firebaseio.com/users/1.json", "firebase delete_data WRITE destroy", { text: "null" }],
  ["PUT https://p1.firebaseio.com/.json", "firebase replace_data WRITE destroy", { body: { a: 1 } }],
  ["DELETE https://p1.firebaseio.com/users.json", "firebase delete_data WRITE destroy"],
  ["PUT https://p1.firebaseio.com/.settings/rules.json", "firebase put_rules ADMIN share +external", {
    body: { rules: { ".read": true } },
  }],
  [`GET ${DOCUMENTS}/users/1`, "firebase get_document READ read"],
  [`POST ${DOCUMENTS}:runQuery`, "firebase query_documents READ read"],
  [`POST ${DOCUMENTS}/users/1:runQuery`, "firebase query_documents READ read"],
  [`DELETE ${DOCUMENTS}/users/1`, "firebase delete_document WRITE delete"],
  [`POST ${DOCUMENTS}:commit`, "firebase delete_documents WRITE destroy", {
    body: { writes: [{ delete: "a" }, { delete: "b" }] },
  }],
  [`POST ${DOCUMENTS}:commit`, "firebase commit WRITE other", { body: { writes: [{ update: {} }] } }],
  ["POST https://fcm.googleapis.com/v1/projects/p/messages:send", "firebase send_push WRITE message"],
  [`POST ${ACCOUNTS}:signInWithPassword?key=x`, "firebase sign_in WRITE login"],
  [`POST ${ACCOUNTS}:lookup`, "firebase get_account READ read"],
  [`POST ${ACCOUNTS}:delete`, "firebase delete_account ADMIN destroy"],
  [
    "PATCH https://firebaserules.googleapis.com/v1/projects/p/releases/cloud.firestore",
    "firebase put_rules ADMIN share",
  ],
]);

const SHOP = "https://acme.myshopify.com/admin/api/2025-01";

testNaming("Shopify", [
  [`GET ${SHOP}/orders.json`, "shopify list_orders READ read"],
  [`POST ${SHOP}/orders/1/refunds.json`, "shopify create_refund WRITE payment"],
  [`POST ${SHOP}/orders/1/refunds/calculate.json`, "shopify calculate_refund READ read"],
  [`DELETE ${SHOP}/customers/1.json`, "shopify delete_customer WRITE destroy"],
  [`PUT ${SHOP}/themes/1/assets.json`, "shopify put_theme_asset WRITE deploy"],
  [`POST ${SHOP}/webhooks.json`, "shopify create_webhook ADMIN share +external", {
    body: { webhook: { address: "https://x.other.example/" } },
  }],
  [`GET ${SHOP}/customers.json`, "shopify list_customers READ export"],
  [`PUT ${SHOP}/products/1.json`, "shopify update_product WRITE other"],
  [`POST ${SHOP}/graphql.json`, "shopify graphql_query READ read", { body: { query: "{ shop { name } }" } }],
  [`POST ${SHOP}/graphql.json`, "shopify customer_delete WRITE delete", {
    body: { query: "mutation { customerDelete(input: {id: 1}) { id } }" },
  }],
  ["GET https://acme.myshopify.com/products/x", "custom_proxy get READ read"],
]);

Deno.test("Facts of stores: the path in a header, the table, the amount", () => {
  const arg = { "dropbox-api-arg": '{"path":"/a/b"}', "content-type": "application/octet-stream" };
  assert.deepEqual(
    factsOf("POST https://content.dropboxapi.com/2/files/upload", { text: "x", headers: arg }),
    {
      path: "/a/b",
    },
  );
  assert.equal(factsOf(`DELETE ${PROJECT}/rest/v1/users`)["table"], "users");
  const body = { refund: { currency: "EUR", transactions: [{ amount: "12.50" }] } };
  const { amount, currency } = factsOf(`POST ${SHOP}/orders/1/refunds.json`, { body });
  assert.deepEqual([amount, currency], ["12.50", "EUR"]);
});
