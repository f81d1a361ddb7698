/** Servers for files, code and development. Tool names from the servers' own documentation. */
import type { McpServer } from "./server.ts";

export const FILES_AND_CODE: readonly McpServer[] = [
  // https://github.com/modelcontextprotocol/servers
  {
    tool: "filesystem",
    servers: ["filesystem", "fs", "file_system"],
    acts: [
      [
        "READ read",
        "read_file read_text_file read_media_file read_multiple_files list_directory list_directory_with_sizes directory_tree " +
        "search_files get_file_info list_allowed_directories search_within_files tree",
      ],
      ["WRITE other", "write_file edit_file create_directory move_file copy_file modify_file"],
      ["WRITE delete", "delete_file delete_directory"],
    ],
  },
  {
    tool: "git",
    servers: ["git"],
    acts: [
      [
        "READ read",
        "git_status git_diff git_diff_unstaged git_diff_staged git_log git_show git_branch git_blame git_remote git_fetch git_reflog git_set_working_dir git_wrapup_instructions git_changelog_analyze",
      ],
      [
        "WRITE code",
        "git_add git_commit git_create_branch git_checkout git_init git_push git_pull git_merge git_rebase git_cherry_pick git_tag git_clone git_stash git_worktree",
      ],
      ["WRITE destroy", "git_reset git_clean git_clear_working_dir"],
    ],
  },
  {
    tool: "fetch",
    servers: ["fetch", "web_fetch"],
    acts: [["READ read", "fetch fetch_html fetch_markdown fetch_txt fetch_json fetch_url"]],
  },
  {
    tool: "memory",
    servers: ["memory", "mem0", "knowledge_graph"],
    acts: [
      [
        "READ read",
        "read_graph search_nodes open_nodes search_memories get_memories get_memory list_memories list_entities",
      ],
      [
        "WRITE other",
        "create_entities create_relations add_observations add_memory add_memories update_memory",
      ],
      ["WRITE delete", "delete_entities delete_observations delete_relations delete_memory delete_entity"],
      ["WRITE destroy", "delete_all_memories"],
    ],
  },
  { tool: "time", servers: ["time"], acts: [["READ read", "get_current_time convert_time"]] },
  {
    tool: "sequential_thinking",
    servers: ["sequential_thinking", "sequentialthinking", "thinking"],
    acts: [["READ read", "sequentialthinking sequential_thinking think"]],
  },
  // https://github.com/github/github-mcp-server
  {
    tool: "github",
    servers: ["github", "github_official", "gh"],
    acts: [
      [
        "READ read",
        "get_me get_teams get_team_members get_issue get_issue_comments issue_read list_issues list_issue_types search_issues list_sub_issues " +
        "get_pull_request get_pull_request_diff get_pull_request_files get_pull_request_comments get_pull_request_reviews " +
        "get_pull_request_status pull_request_read list_pull_requests search_pull_requests get_commit list_commits get_file_contents " +
        "list_branches list_tags get_tag list_releases get_latest_release get_release_by_tag search_code search_repositories search_users " +
        "search_orgs list_code_scanning_alerts get_code_scanning_alert list_secret_scanning_alerts get_secret_scanning_alert " +
        "list_dependabot_alerts get_dependabot_alert list_notifications get_notification_details list_workflows list_workflow_runs " +
        "get_workflow_run get_workflow_run_logs get_workflow_run_usage get_job_logs list_workflow_jobs list_workflow_run_artifacts " +
        "download_workflow_run_artifact list_gists get_gist list_discussions get_discussion get_discussion_comments " +
        "list_discussion_categories list_projects get_project list_project_items list_starred_repositories get_repository_tree " +
        "list_global_security_advisories get_global_security_advisory actions_list actions_get get_label list_label projects_list projects_get",
      ],
      [
        "WRITE code",
        "create_pull_request update_pull_request merge_pull_request update_pull_request_branch create_branch create_or_update_file push_files " +
        "fork_repository pull_request_review_write create_pending_pull_request_review submit_pending_pull_request_review " +
        "create_and_submit_pull_request_review request_copilot_review create_pull_request_with_copilot assign_copilot_to_issue",
      ],
      [
        "WRITE message",
        "create_issue update_issue issue_write add_issue_comment add_sub_issue sub_issue_write reprioritize_sub_issue " +
        "add_pull_request_review_comment add_comment_to_pending_review add_reply_to_pull_request_comment",
      ],
      [
        "WRITE other",
        "dismiss_notification mark_all_notifications_read manage_notification_subscription star_repository unstar_repository add_project_item update_project_item label_write",
      ],
      ["ADMIN code", "create_repository"],
      ["ADMIN other", "manage_repository_notification_subscription"],
      ["WRITE share", "create_gist update_gist"],
      [
        "WRITE delete",
        "delete_pending_pull_request_review delete_workflow_run_logs remove_sub_issue delete_project_item",
      ],
      [
        "WRITE deploy",
        "run_workflow cancel_workflow_run rerun_workflow_run rerun_failed_jobs actions_run_trigger",
      ],
    ],
  },
  // https://docs.gitlab.com/user/gitlab_duo/model_context_protocol, https://github.com/zereight/gitlab-mcp
  {
    tool: "gitlab",
    servers: ["gitlab"],
    acts: [
      [
        "READ read",
        "get_merge_request get_merge_request_diffs get_merge_request_commits get_merge_request_changes list_merge_requests list_merge_request_diffs get_project list_projects get_repository_tree get_pipeline list_pipelines list_pipeline_jobs get_pipeline_job_output search_repositories list_group_projects mr_discussions list_issue_links gitlab_search get_mcp_server_version get_pipeline_jobs",
      ],
      ["WRITE code", "create_merge_request update_merge_request merge_merge_request"],
      [
        "WRITE message",
        "create_note create_merge_request_note create_issue_note create_merge_request_thread",
      ],
      ["WRITE deploy", "create_pipeline retry_pipeline cancel_pipeline play_pipeline_job"],
      ["WRITE delete", "delete_issue delete_label delete_milestone delete_wiki_page"],
    ],
  },
  // https://github.com/wonderwhy-er/DesktopCommanderMCP
  {
    tool: "desktop_commander",
    servers: ["desktop_commander", "desktopcommander"],
    acts: [
      [
        "READ read",
        "get_config start_search get_more_search_results stop_search list_searches get_usage_stats get_recent_tool_calls read_process_output list_sessions list_processes",
      ],
      ["WRITE other", "edit_block write_pdf"],
      ["WRITE execute", "start_process interact_with_process execute_command"],
      ["ADMIN identity", "set_config_value"],
      ["WRITE delete", "force_terminate kill_process"],
    ],
  },
  // https://github.com/microsoft/playwright-mcp, https://github.com/modelcontextprotocol/servers-archived (puppeteer), https://github.com/ChromeDevTools/chrome-devtools-mcp
  {
    tool: "browser",
    servers: [
      "playwright",
      "puppeteer",
      "browser",
      "chrome_devtools",
      "browsermcp",
      "browser_use",
      "browserbase",
      "stagehand",
    ],
    acts: [
      [
        "READ read",
        "browser_navigate browser_navigate_back browser_navigate_forward browser_snapshot browser_take_screenshot browser_console_messages " +
        "browser_network_requests browser_wait_for browser_tab_list browser_tabs browser_hover browser_resize browser_close browser_install browser_pdf_save " +
        "browser_get_console_logs browser_screenshot puppeteer_navigate puppeteer_screenshot puppeteer_hover navigate_page take_snapshot take_screenshot " +
        "list_pages select_page list_console_messages get_console_message list_network_requests get_network_request wait_for new_page " +
        "performance_start_trace performance_stop_trace performance_analyze_insight resize_page stagehand_navigate stagehand_extract " +
        "stagehand_observe browserbase_stagehand_navigate close_page browser_tab_new browser_tab_select browser_tab_close hover emulate",
      ],
      [
        "WRITE other",
        "browser_click browser_type browser_fill_form browser_select_option browser_press_key browser_drag browser_handle_dialog " +
        "browser_mouse_click_xy browser_mouse_drag_xy puppeteer_click puppeteer_fill puppeteer_select fill_form press_key " +
        "handle_dialog stagehand_act browserbase_stagehand_act",
      ],
      ["WRITE share", "browser_file_upload upload_file"],
      ["WRITE execute", "browser_evaluate browser_run_code puppeteer_evaluate evaluate_script"],
    ],
  },
  // https://github.com/figma/mcp-server-guide
  {
    tool: "figma",
    servers: ["figma", "figma_dev_mode", "figma_context"],
    acts: [[
      "READ read",
      "get_code get_design_context get_metadata get_variable_defs get_code_connect_map get_image get_screenshot create_design_system_rules get_figma_data download_figma_images get_figjam",
    ]],
  },
  {
    tool: "search",
    servers: [
      "brave_search",
      "brave",
      "tavily",
      "exa",
      "firecrawl",
      "perplexity",
      "serper",
      "serpapi",
      "kagi",
      "duckduckgo",
      "context7",
      "jina",
    ],
    acts: [
      [
        "READ read",
        "brave_web_search brave_local_search brave_news_search brave_image_search brave_video_search brave_summarizer tavily_search tavily_extract " +
        "tavily_crawl tavily_map web_search_exa research_paper_search_exa company_research_exa crawling_exa linkedin_search_exa " +
        "deep_researcher_start deep_researcher_check get_code_context_exa firecrawl_scrape firecrawl_map firecrawl_search firecrawl_crawl " +
        "firecrawl_check_crawl_status firecrawl_extract firecrawl_batch_scrape firecrawl_deep_research perplexity_ask " +
        "perplexity_research perplexity_reason resolve_library_id get_library_docs query_docs google_search web_search",
      ],
    ],
  },
];
