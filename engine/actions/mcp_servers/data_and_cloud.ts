/** Servers for databases, clouds, payments and automation. Tool names from the servers' own documentation. */
import type { McpServer } from "./server.ts";

export const DATA_AND_CLOUD: readonly McpServer[] = [
  // What a statement does is read from the statement itself; these are the tools that carry one.
  {
    tool: "postgres",
    servers: ["postgres", "postgresql", "pg", "crystaldba", "postgres_pro", "neon", "alloydb"],
    acts: [
      [
        "READ read",
        "query list_schemas list_objects get_object_details explain_query analyze_workload_indexes analyze_query_indexes analyze_db_health get_top_queries get_database_tables describe_table_schema list_slow_queries",
      ],
      ["WRITE execute", "execute_sql run_sql run_sql_transaction complete_database_migration"],
      ["WRITE deploy", "create_branch prepare_database_migration"],
    ],
  },
  {
    tool: "sqlite",
    servers: ["sqlite"],
    acts: [["READ read", "read_query list_tables describe_table"], [
      "WRITE other",
      "write_query create_table append_insight",
    ]],
  },
  {
    tool: "mysql",
    servers: ["mysql", "mariadb", "mssql", "snowflake", "bigquery", "clickhouse", "duckdb", "databricks"],
    acts: [["READ read", "mysql_query run_select_query list_databases run_query_readonly"], [
      "WRITE execute",
      "execute_query execute_sql",
    ]],
  },
  // https://github.com/mongodb-js/mongodb-mcp-server
  {
    tool: "mongodb",
    servers: ["mongodb", "mongo"],
    acts: [
      [
        "READ read",
        "aggregate count find collection_indexes collection_schema collection_storage_size db_stats explain list_collections list_databases mongodb_logs export atlas_list_orgs atlas_list_projects atlas_list_clusters atlas_inspect_cluster atlas_inspect_access_list atlas_list_db_users atlas_list_alerts",
      ],
      ["WRITE other", "create_collection create_index insert_many rename_collection update_many"],
      ["WRITE delete", "delete_many drop_index"],
      ["WRITE destroy", "drop_collection drop_database"],
      ["ADMIN identity", "atlas_create_db_user atlas_create_access_list"],
      ["ADMIN deploy", "atlas_create_free_cluster atlas_create_project"],
    ],
  },
  // https://github.com/redis/mcp-redis
  {
    tool: "redis",
    servers: ["redis", "valkey"],
    acts: [
      [
        "READ read",
        "get hget hgetall hexists lrange llen smembers zrange xrange json_get dbsize info client_list type scan_keys scan_all_keys vector_search_hash get_index_info",
      ],
      [
        "WRITE other",
        "set hset lpush rpush sadd zadd xadd json_set expire rename publish subscribe unsubscribe set_vector_in_hash create_vector_index_hash",
      ],
      ["WRITE delete", "delete hdel lpop rpop srem zrem xdel json_del"],
    ],
  },
  // https://supabase.com/docs/guides/getting-started/mcp
  {
    tool: "supabase",
    servers: ["supabase"],
    acts: [
      [
        "READ read",
        "list_organizations get_organization get_cost list_projects get_project get_project_url get_publishable_keys list_tables list_extensions list_migrations list_edge_functions get_edge_function get_logs get_advisors list_branches list_storage_buckets get_storage_config generate_typescript_types search_docs",
      ],
      ["WRITE execute", "execute_sql"],
      ["ADMIN identity", "get_anon_key"],
      [
        "WRITE deploy",
        "apply_migration deploy_edge_function create_branch merge_branch rebase_branch restore_project update_storage_config create_project confirm_cost",
      ],
      ["WRITE destroy", "delete_branch reset_branch pause_project"],
    ],
  },
  // https://developers.cloudflare.com/agents/model-context-protocol
  {
    tool: "cloudflare",
    servers: ["cloudflare", "cloudflare_bindings", "cloudflare_docs", "cloudflare_observability"],
    acts: [
      [
        "READ read",
        "accounts_list kv_namespaces_list kv_namespace_get workers_list workers_get_worker workers_get_worker_code r2_buckets_list r2_bucket_get d1_databases_list d1_database_get hyperdrive_configs_list search_cloudflare_documentation query_worker_observability",
      ],
      [
        "WRITE other",
        "kv_namespace_create kv_namespace_update r2_bucket_create d1_database_create set_active_account hyperdrive_config_edit",
      ],
      ["WRITE execute", "d1_database_query"],
      ["WRITE destroy", "kv_namespace_delete r2_bucket_delete d1_database_delete hyperdrive_config_delete"],
    ],
  },
  // https://github.com/awslabs/mcp
  {
    tool: "aws",
    servers: ["aws", "aws_api", "awslabs", "aws_cli", "aws_core", "cdk"],
    acts: [[
      "READ read",
      "suggest_aws_commands search_documentation read_documentation recommend aws_cli_help get_available_services",
    ], ["WRITE execute", "call_aws aws_cli_pipeline use_aws"]],
  },
  // https://github.com/Flux159/mcp-server-kubernetes, https://github.com/containers/kubernetes-mcp-server
  {
    tool: "kubernetes",
    servers: ["kubernetes", "k8s", "kubectl"],
    acts: [
      [
        "READ read",
        "kubectl_get kubectl_describe kubectl_logs kubectl_context explain_resource list_api_resources pods_list pods_list_in_namespace pods_get pods_log pods_top resources_list resources_get namespaces_list events_list configuration_view helm_list ping projects_list",
      ],
      [
        "WRITE deploy",
        "kubectl_apply kubectl_create kubectl_patch kubectl_scale kubectl_rollout install_helm_chart upgrade_helm_chart helm_install resources_create_or_update pods_run port_forward",
      ],
      [
        "WRITE destroy",
        "kubectl_delete uninstall_helm_chart helm_uninstall resources_delete pods_delete cleanup node_management cleanup_pods",
      ],
      ["WRITE execute", "kubectl_generic pods_exec exec_in_pod"],
    ],
  },
  // https://github.com/QuantGeekDev/docker-mcp, https://docs.docker.com/ai/mcp-catalog-and-toolkit
  {
    tool: "docker",
    servers: ["docker"],
    acts: [
      [
        "READ read",
        "list_containers get_logs inspect_container list_images list_volumes list_networks fetch_container_logs",
      ],
      [
        "WRITE deploy",
        "create_container run_container deploy_compose recreate_container start_container stop_container restart_container pull_image build_image",
      ],
      ["WRITE destroy", "remove_container remove_volume remove_network remove_image"],
      ["WRITE execute", "exec_container docker"],
    ],
  },
  // https://github.com/hashicorp/terraform-mcp-server
  {
    tool: "terraform",
    servers: ["terraform", "opentofu", "pulumi"],
    acts: [
      [
        "READ read",
        "search_providers get_provider_details search_modules get_module_details search_policies get_policy_details list_workspaces get_workspace_details list_runs get_run_details list_terraform_orgs list_terraform_projects terraform_plan terraform_validate pulumi_preview",
      ],
      [
        "WRITE deploy",
        "create_run action_run create_workspace update_workspace terraform_apply execute_terraform_command pulumi_up",
      ],
      ["WRITE destroy", "delete_workspace_safely terraform_destroy pulumi_destroy"],
    ],
  },
  // https://docs.sentry.io/product/sentry-mcp
  {
    tool: "sentry",
    servers: ["sentry"],
    acts: [
      [
        "READ read",
        "whoami find_organizations find_teams find_projects find_issues find_releases find_tags find_dsns get_issue_details get_event_attachment get_trace_details search_events search_issues search_issue_events analyze_issue_with_seer get_sentry_issue search_docs get_doc",
      ],
      ["WRITE other", "update_issue update_project"],
      ["ADMIN identity", "create_dsn create_team"],
      ["WRITE deploy", "create_project"],
    ],
  },
  // https://docs.stripe.com/mcp
  {
    tool: "stripe",
    servers: ["stripe"],
    acts: [
      [
        "READ read",
        "get_stripe_account_info retrieve_balance list_customers list_products list_prices list_invoices list_payment_intents list_subscriptions list_coupons list_disputes search_stripe_documentation search_stripe_resources fetch_stripe_resources",
      ],
      [
        "WRITE payment",
        "create_refund create_payment_link finalize_invoice create_invoice create_invoice_item cancel_subscription update_subscription update_dispute",
      ],
      ["WRITE other", "create_customer create_product create_price create_coupon"],
    ],
  },
  {
    tool: "paypal",
    servers: ["paypal"],
    acts: [
      [
        "READ read",
        "list_invoices get_invoice get_order list_disputes get_dispute show_subscription_details list_transactions list_plans",
      ],
      [
        "WRITE payment",
        "create_order pay_order create_refund send_invoice create_invoice cancel_sent_invoice accept_dispute_claim",
      ],
    ],
  },
  // https://docs.zapier.com/mcp, https://docs.n8n.io
  {
    tool: "zapier",
    servers: ["zapier"],
    acts: [["READ read", "list_zapier_actions search_apps list_actions"], [
      "WRITE execute",
      "execute_action execute_zapier_write_action",
    ], ["WRITE deploy", "enable_zapier_action add_actions edit_actions"]],
  },
  {
    tool: "n8n",
    servers: ["n8n"],
    acts: [
      [
        "READ read",
        "n8n_get_workflow n8n_list_workflows n8n_list_executions n8n_get_execution n8n_health_check search_workflows get_workflow_details search_nodes validate_workflow",
      ],
      ["WRITE execute", "n8n_trigger_webhook_workflow execute_workflow n8n_test_workflow"],
      ["WRITE deploy", "n8n_create_workflow n8n_update_full_workflow n8n_update_partial_workflow"],
      ["WRITE destroy", "n8n_delete_workflow"],
      ["WRITE delete", "n8n_delete_execution"],
    ],
  },
];
