/** Servers for messages, mail, calendars, documents and projects. Tool names from the servers' own documentation. */
import type { McpServer } from "./server.ts";

export const PEOPLE_AND_WORK: readonly McpServer[] = [
  // https://github.com/modelcontextprotocol/servers-archived (slack), https://github.com/korotovsky/slack-mcp-server, https://docs.slack.dev/ai/mcp-server
  {
    tool: "slack",
    servers: ["slack"],
    acts: [
      [
        "READ read",
        "slack_list_channels slack_get_channel_history slack_get_thread_replies slack_get_users slack_get_user_profile conversations_history conversations_replies conversations_search_messages channels_list slack_search_public slack_search_public_and_private slack_search_channels slack_search_users slack_read_channel slack_read_thread slack_read_canvas slack_read_user_profile",
      ],
      [
        "WRITE message",
        "slack_post_message slack_reply_to_thread conversations_add_message slack_send_message slack_schedule_message slack_send_message_draft slack_create_canvas slack_update_canvas",
      ],
      ["WRITE other", "slack_add_reaction reactions_add reactions_remove"],
    ],
  },
  // https://github.com/taylorwilsdon/google_workspace_mcp, https://github.com/GongRzhe/Gmail-MCP-Server
  {
    tool: "gmail",
    servers: ["gmail", "google_mail", "google_workspace", "workspace"],
    acts: [
      [
        "READ read",
        "search_gmail_messages get_gmail_message_content get_gmail_messages_content_batch get_gmail_thread_content get_gmail_threads_content_batch list_gmail_labels list_gmail_filters get_gmail_attachment_content search_emails read_email list_email_labels download_attachment",
      ],
      ["WRITE message", "send_gmail_message send_email reply_to_email"],
      ["WRITE share", "create_gmail_filter create_filter forward_email"],
      [
        "WRITE other",
        "draft_gmail_message draft_email modify_gmail_message_labels batch_modify_gmail_message_labels modify_email manage_gmail_label create_label update_label get_or_create_label batch_modify_emails",
      ],
      ["WRITE delete", "delete_email delete_label delete_gmail_filter delete_filter"],
      ["WRITE destroy", "batch_delete_emails"],
    ],
  },
  {
    tool: "gdrive",
    servers: ["gdrive", "google_drive", "drive", "google_docs", "google_sheets"],
    acts: [
      [
        "READ read",
        "gdrive_search gdrive_read_file gsheets_read search_drive_files get_drive_file_content list_drive_items check_drive_file_public_access get_drive_file_permissions get_drive_shareable_link search_docs get_doc_content list_docs_in_folder list_spreadsheets get_spreadsheet_info read_sheet_values get_presentation inspect_doc_structure read_document_comments",
      ],
      [
        "WRITE other",
        "gsheets_update_cell create_drive_file create_drive_folder update_drive_file copy_drive_file import_to_google_doc create_doc modify_doc_text find_and_replace_doc create_spreadsheet modify_sheet_values create_sheet create_presentation batch_update_doc",
      ],
      [
        "WRITE share",
        "share_drive_file batch_share_drive_file set_drive_file_permissions transfer_drive_ownership update_drive_permission",
      ],
      ["ADMIN identity", "remove_drive_permission"],
      ["WRITE message", "create_document_comment reply_to_document_comment"],
    ],
  },
  {
    tool: "google_calendar",
    servers: ["google_calendar", "calendar", "gcal"],
    acts: [
      [
        "READ read",
        "list_calendars get_events list_events search_events get_event get_freebusy query_freebusy list_colors list_gcal_events fetch_gcal_event find_gcal_free_time list_gcal_calendars",
      ],
      [
        "WRITE schedule",
        "create_event modify_event update_event create_gcal_event update_gcal_event respond_to_event respond_to_gcal_event",
      ],
      ["WRITE delete", "delete_event delete_gcal_event"],
    ],
  },
  // https://developers.notion.com/docs/mcp, https://github.com/makenotion/notion-mcp-server
  {
    tool: "notion",
    servers: ["notion", "notion_api"],
    acts: [
      [
        "READ read",
        "notion_search notion_fetch notion_get_comments notion_get_users notion_get_self notion_get_user notion_get_teams notion_query_data_sources notion_query_database_view api_post_search api_get_user api_get_users api_get_self api_post_database_query api_retrieve_a_page api_retrieve_a_page_property api_retrieve_a_block api_get_block_children api_retrieve_a_comment api_retrieve_a_database api_query_data_source api_retrieve_a_data_source",
      ],
      [
        "WRITE other",
        "notion_create_pages notion_update_page notion_move_pages notion_duplicate_page notion_create_database notion_update_database notion_update_data_source api_post_page api_patch_page api_patch_block_children api_update_a_block api_create_a_database api_update_a_database",
      ],
      ["WRITE message", "notion_create_comment api_create_a_comment"],
      ["WRITE delete", "api_delete_a_block"],
    ],
  },
  // https://linear.app/docs/mcp
  {
    tool: "linear",
    servers: ["linear"],
    acts: [
      [
        "READ read",
        "list_comments list_cycles get_document list_documents list_issue_statuses get_issue_status list_my_issues list_issue_labels list_project_labels list_teams get_team list_users get_user search_documentation linear_search_issues linear_get_user_issues get_project list_projects",
      ],
      ["WRITE message", "create_comment linear_create_issue linear_update_issue linear_add_comment"],
      ["WRITE other", "create_project update_project create_issue_label create_document update_document"],
    ],
  },
  // https://support.atlassian.com/atlassian-rovo-mcp-server, https://github.com/sooperset/mcp-atlassian
  {
    tool: "jira",
    servers: ["jira", "atlassian", "mcp_atlassian", "rovo"],
    acts: [
      [
        "READ read",
        "search_jira_issues get_visible_jira_projects get_jira_project_issue_types_metadata get_transitions_for_jira_issue lookup_jira_account_id get_accessible_atlassian_resources atlassian_user_info jira_get_issue jira_search jira_search_fields jira_get_project_issues jira_get_transitions jira_get_worklog jira_get_agile_boards jira_get_sprint_issues jira_get_user_profile jira_get_all_projects jira_download_attachments get_jira_issue search_jira_issues_using_jql",
      ],
      [
        "WRITE message",
        "jira_create_issue jira_update_issue jira_add_comment jira_batch_create_issues create_jira_issue edit_jira_issue add_comment_to_jira_issue",
      ],
      [
        "WRITE other",
        "add_worklog_to_jira_issue jira_transition_issue jira_add_worklog jira_link_to_epic jira_create_issue_link jira_create_sprint jira_update_sprint transition_jira_issue",
      ],
      ["WRITE delete", "jira_delete_issue jira_remove_issue_link"],
    ],
  },
  {
    tool: "confluence",
    servers: ["confluence"],
    acts: [
      [
        "READ read",
        "get_confluence_page get_confluence_spaces get_pages_in_confluence_space search_confluence_using_cql get_confluence_page_footer_comments get_confluence_page_inline_comments confluence_search confluence_get_page confluence_get_page_children confluence_get_comments confluence_get_labels confluence_search_user",
      ],
      [
        "WRITE other",
        "create_confluence_page update_confluence_page confluence_create_page confluence_update_page confluence_add_label",
      ],
      [
        "WRITE message",
        "create_confluence_footer_comment create_confluence_inline_comment confluence_add_comment",
      ],
      ["WRITE destroy", "confluence_delete_page"],
    ],
  },
  // https://developers.asana.com/docs/mcp-server, https://github.com/mondaycom/mcp, https://clickup.com, https://github.com/Doist/todoist-ai
  {
    tool: "asana",
    servers: ["asana"],
    acts: [
      [
        "READ read",
        "asana_get_task asana_search_tasks asana_get_project asana_get_projects asana_list_workspaces asana_typeahead_search asana_get_stories_for_task asana_get_user asana_get_tasks asana_get_attachment asana_get_allocations asana_get_goals",
      ],
      [
        "WRITE other",
        "asana_create_task asana_update_task asana_create_project asana_set_task_dependencies asana_add_task_followers asana_create_goal asana_update_goal",
      ],
      ["WRITE message", "asana_create_task_story asana_create_project_status"],
      ["WRITE delete", "asana_delete_task asana_delete_project_status"],
    ],
  },
  {
    tool: "monday",
    servers: ["monday", "monday_com"],
    acts: [
      [
        "READ read",
        "get_board_items_by_name get_board_schema get_users_by_name get_board_activity get_board_info list_users_and_teams board_insights list_workspaces read_docs get_graphql_schema get_type_details fetch_custom_activity",
      ],
      [
        "WRITE other",
        "create_item change_item_column_values move_item_to_group create_board create_column create_group create_form update_form create_doc create_dashboard",
      ],
      ["WRITE message", "create_update"],
      ["WRITE delete", "delete_item"],
      ["WRITE destroy", "delete_column delete_group"],
      ["WRITE execute", "all_monday_api"],
    ],
  },
  {
    tool: "todoist",
    servers: ["todoist"],
    acts: [
      [
        "READ read",
        "todoist_get_tasks find_tasks find_tasks_by_date find_completed_tasks find_projects find_sections find_comments get_overview",
      ],
      [
        "WRITE other",
        "todoist_create_task todoist_update_task todoist_complete_task add_tasks complete_tasks update_tasks add_projects add_sections",
      ],
      ["WRITE delete", "todoist_delete_task delete_object"],
    ],
  },
  // https://github.com/MarkusPfundstein/mcp-obsidian
  {
    tool: "obsidian",
    servers: ["obsidian"],
    acts: [
      [
        "READ read",
        "obsidian_list_files_in_dir obsidian_list_files_in_vault obsidian_get_file_contents obsidian_simple_search obsidian_complex_search obsidian_batch_get_file_contents obsidian_get_periodic_note obsidian_get_recent_changes",
      ],
      ["WRITE other", "obsidian_append_content obsidian_patch_content obsidian_put_content"],
      ["WRITE delete", "obsidian_delete_file"],
    ],
  },
  {
    tool: "discord",
    servers: ["discord"],
    acts: [
      ["READ read", "discord_read_messages discord_get_server_info discord_get_forum_channels discord_login"],
      [
        "WRITE message",
        "discord_send discord_create_forum_post discord_reply_to_forum discord_send_webhook_message discord_edit_webhook_message",
      ],
      ["WRITE delete", "discord_delete_message discord_delete_forum_post discord_delete_webhook"],
      ["WRITE destroy", "discord_delete_channel discord_delete_category"],
      ["WRITE share", "discord_create_webhook"],
    ],
  },
  // https://github.com/lharries/whatsapp-mcp
  {
    tool: "whatsapp",
    servers: ["whatsapp"],
    acts: [
      [
        "READ read",
        "list_chats get_chat get_direct_chat_by_contact get_contact_chats get_last_interaction get_message_context list_messages search_contacts download_media",
      ],
      ["WRITE message", "send_file send_audio_message"],
    ],
  },
  {
    tool: "telegram",
    servers: ["telegram"],
    acts: [["WRITE message", "telegram_send_message reply_to_message forward_message"], [
      "READ read",
      "get_chats get_history",
    ]],
  },
  {
    tool: "hubspot",
    servers: ["hubspot"],
    acts: [
      [
        "READ read",
        "hubspot_get_user_details hubspot_list_objects hubspot_search_objects hubspot_batch_read_objects hubspot_list_associations hubspot_get_association_definitions hubspot_list_properties hubspot_get_property hubspot_get_schemas hubspot_get_engagement hubspot_list_workflows hubspot_get_workflow hubspot_get_link",
      ],
      [
        "WRITE other",
        "hubspot_batch_create_objects hubspot_batch_update_objects hubspot_batch_create_associations hubspot_create_property hubspot_update_property hubspot_create_engagement hubspot_update_engagement",
      ],
    ],
  },
  // https://github.com/domdomegg/airtable-mcp-server
  {
    tool: "airtable",
    servers: ["airtable"],
    acts: [
      ["READ read", "list_records search_records list_bases describe_table get_record list_comments"],
      ["WRITE other", "create_record update_records update_table create_field update_field"],
      ["WRITE destroy", "delete_records"],
    ],
  },
  {
    tool: "twilio",
    servers: ["twilio", "twilio_alpha"],
    acts: [[
      "WRITE message",
      "twilio_api_v2010_create_message twilio_api_v2010_create_call send_sms make_call",
    ]],
  },
  {
    tool: "resend",
    servers: ["resend", "sendgrid", "mailgun", "postmark", "email"],
    acts: [
      ["WRITE message", "send_broadcast send_email_with_template send_batch_emails mail_send"],
      ["READ read", "list_audiences list_broadcasts"],
    ],
  },
];
