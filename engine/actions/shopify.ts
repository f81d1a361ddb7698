/** Shopify's Admin API, REST and GraphQL (https://shopify.dev/docs/api/admin-rest, https://shopify.dev/docs/api/admin-graphql). */
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const REFUND = { amount: ["refund.transactions[0].amount"], currency: ["refund.currency"] };

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/graphql.json", "graphql", "WRITE", "other"],
  ["GET", "/orders", "list_orders", "READ", "read"],
  ["POST", "/orders", "create_order", "WRITE", "other"],
  ["DELETE", "/orders/{order}", "delete_order", "WRITE", "destroy"],
  ["POST", "/orders/{order}/cancel", "cancel_order", "WRITE", "payment", {
    amount: ["amount"],
    currency: ["currency"],
  }],
  ["POST", "/orders/{order}/refunds", "create_refund", "WRITE", "payment", REFUND],
  ["POST", "/orders/{order}/refunds/calculate", "calculate_refund", "READ", "read"],
  ["POST", "/orders/{order}/transactions", "create_transaction", "WRITE", "payment", {
    amount: ["transaction.amount"],
    currency: ["transaction.currency"],
  }],
  ["POST", "/orders/{order}/fulfillments", "fulfill_order", "WRITE", "other"],
  ["POST", "/fulfillments", "fulfill_order", "WRITE", "other"],
  ["POST", "/draft_orders/{order}/send_invoice", "send_invoice", "WRITE", "message", {
    recipient: ["draft_order_invoice.to"],
  }],
  ["PUT", "/draft_orders/{order}/complete", "complete_order", "WRITE", "payment"],
  ["GET", "/customers", "list_customers", "READ", "export"],
  ["GET", "/customers/search", "search_customers", "READ", "read"],
  ["POST", "/customers", "create_customer", "WRITE", "other"],
  ["DELETE", "/customers/{customer}", "delete_customer", "WRITE", "destroy"],
  ["POST", "/customers/{customer}/send_invite", "send_invite", "WRITE", "message", {
    recipient: ["customer_invite.to"],
  }],
  ["POST", "/customers/{customer}/account_activation_url", "create_activation_url", "ADMIN", "identity"],
  ["DELETE", "/products/{product}", "delete_product", "WRITE", "destroy"],
  ["POST", "/gift_cards/**", "create_gift_card", "WRITE", "payment", { amount: ["gift_card.initial_value"] }],
  ["POST", "/price_rules/**", "create_price_rule", "WRITE", "config"],
  ["PUT", "/themes/{theme}/assets", "put_theme_asset", "WRITE", "deploy", { key: ["asset.key"] }],
  ["POST", "/themes", "create_theme", "WRITE", "deploy"],
  ["DELETE", "/themes/{theme}", "delete_theme", "WRITE", "destroy"],
  ["POST", "/script_tags", "add_script", "WRITE", "deploy", { url: ["script_tag.src"] }],
  ["POST", "/webhooks", "create_webhook", "ADMIN", "share", { principal: ["webhook.address"] }],
  ["PUT", "/webhooks/{webhook}", "update_webhook", "ADMIN", "share", { principal: ["webhook.address"] }],
  ["POST", "/storefront_access_tokens", "create_token", "ADMIN", "identity"],
  ["DELETE", "/storefront_access_tokens/{token}", "delete_token", "ADMIN", "identity"],
  ["POST", "/oauth/access_token", "get_token", "WRITE", "login"],
  ["DELETE", "/api_permissions/current", "uninstall_app", "ADMIN", "destroy"],
];

export const SHOPIFY: readonly Service[] = [
  {
    tool: "shopify",
    hosts: ["*.myshopify.com"],
    pathPrefixes: ["/admin"],
    bases: ["/admin/api/{version}", "/admin"],
    operations: OPERATIONS,
    refine: tellOutsiders(),
    fallback: restReader({ whole: ["customers", "products", "custom_collections", "blogs", "locations"] }),
  },
  {
    tool: "shopify",
    hosts: ["*.myshopify.com"],
    pathPrefixes: ["/api"],
    operations: [["POST", "/api/{version}/graphql.json", "graphql", "WRITE", "other"]],
    fallback: restReader(),
  },
];
