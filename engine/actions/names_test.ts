import assert from "node:assert/strict";
import fc from "fast-check";
import { CATEGORIES } from "./categories.ts";
import { readName } from "./names.ts";

/** Names of tools by what they do, as servers, agents and test suites write them. */
const NAMES: Readonly<Record<string, string>> = {
  "READ read":
    "get_weather list_channels search-code readFile describe_instances getUserProfile fetchInvoice find_hotels " +
    "check_availability view_calendar GoogleCalendarReadEvents AmazonViewSavedPaymentMethods BankManagerSearchPayee " +
    "NortonIdentitySafeSearchPasswords VenmoListLinkedAccounts EpicFHIRGetPatientDetails GitHubGetUserDetails " +
    "slack_list_channels notion_search jira_get_issue get_payment_methods list_deleted_items get_delete_marker " +
    "browser_navigate take_screenshot whoami account_balance order_status flight.status.check email_search message_list " +
    "payment_history weather.forecast stock_quotes currency_convert calculate_tax translate_text summarize_document " +
    "GoogleSearchGetSearchHistory search_in_chat SlackSearchChannelOrUser export_report download_attachment count_rows " +
    "compare_prices verify_signature ping diff lookup_customer preview_invoice track_package receive_messages " +
    "show_recent_orders displayCarStatus estimate_distance PayPalGetBalance GooglePayListCards user_info transcribe_audio",
  "WRITE message":
    "send_email GmailSendEmail slack_post_message reply_to_thread send_direct_message sendSMS notify_team " +
    "post_comment add_comment create_issue_comment send_message_to_user MessengerSendMessage email.send discord_send_message " +
    "contact_support broadcast_announcement schedule_message send_report make_call",
  "WRITE post":
    "post_tweet tweet retweet publish_article create_post TwitterManagerPostTweet publish_story postStatus leave_post",
  "WRITE share":
    "forward_and_reply share_file invite_user grant_access_link add_collaborator The23andMeShareData DropboxShareFile make_public " +
    "set_repo_public forward_email invite_member create_share_link add_user_to_channel create_webhook share_screen expose_port " +
    "AugustSmartLockGrantGuestAccess transfer_ownership",
  "WRITE payment":
    "send_money transfer_funds BankManagerTransferFunds BankManagerPayBill VenmoSendMoney pay create_payment " +
    "process_refund issue_refund withdraw BinanceWithdraw BinanceDeposit charge_card schedule_transaction wire_transfer payout " +
    "make_payment confirm_payment update_scheduled_transaction donate send_crypto transfer transferMoney create_payment_link",
  "WRITE purchase":
    "buy_item purchase_insurance place_order cancel_order checkout order_food cancel_subscription " +
    "modify_pending_order_items return_delivered_order_items ShopifyPlaceOrder purchase exchange_delivered_order_items " +
    "cancel_pending_order AmazonBuyProduct create_order",
  "WRITE schedule":
    "book_flight book_hotel reserve_hotel create_calendar_event reschedule_meeting cancel_reservation " +
    "schedule_meeting update_reservation_flights TeladocScheduleAppointment cancel_booking add_event book_appointment " +
    "reserveTable uber.ride update_calendar_event cancel_appointment",
  "WRITE finance":
    "register_credit_card set_budget_limit invest_in_fund_index trade_stock sell_shares add_beneficiary create_invoice " +
    "update_portfolio add_payee create_expense",
  "WRITE device":
    "unlock_door lock_door AugustSmartLockUnlockDoor lockDoors startEngine set_volume turn_on_lights open_garage " +
    "set_thermostat arm_alarm disable_alarm ThinQStartAppliance press_brake_pedal activateParkingBrake setHeadlights close_blinds " +
    "adjust_temperature TrafficControlGivePriorityToEmergencyVehicle",
  "WRITE medical":
    "EpicFHIRManagePatientRecords create_prescription update_medical_record EpicFHIRManageClinicalDocuments " +
    "submit_diagnosis update_patient manage_medication",
  "WRITE delete":
    "delete_email delete_file remove_label delete_message trash_email archive_channel clear_cart erase_note " +
    "GmailDeleteEmail TodoistDeleteTask unlink_record delete_comment DeleteNote remove_stock_from_watchlist uninstall_plugin " +
    "delete_repository_label delete_user_comment",
  "WRITE destroy":
    "drop_table drop_database delete_repo delete_user delete_all_files wipe_device purge_queue truncate_table " +
    "deleteBucket GitHubDeleteRepository destroy_cluster terminate_instances empty_trash bulk_delete_records delete_account " +
    "format_disk factory_wipe delete_database reset_database remove_project delete_branch_and_drop_table Repository.delete",
  "ADMIN identity":
    "update_password reset_password create_user add_role assign_permission create_api_key rotate_credentials " +
    "enable_mfa disable_mfa create_access_token revoke_token add_admin set_policy CiscoUmbrellaCreatePolicy ban_user kick_member " +
    "remove_user_from_workspace attach_user_policy add_ssh_key update_permissions impersonate_user create_account " +
    "remove_collaborator_access unlock_account register_user delete_token promote_user",
  "WRITE execute":
    "run_command execute_shell bash exec run_script eval_code execute_sql run_query invoke_function trigger_job " +
    "TerminalExecute terminal.execute cmd_controller.execute spawn_process run_workflow powershell",
  "WRITE deploy":
    "deploy_service rollback_release kubectl_apply terraform_apply release_version rollout_update deploy " +
    "provision_server scale_deployment",
  "WRITE code":
    "create_pull_request merge_pull_request push_files create_branch git_commit git_checkout fork_repository commit_changes " +
    "rebase_branch update_pull_request",
  "WRITE login": "login authenticate_twitter sign_in logout log_out trading_logout",
  "WRITE other":
    "create_page update_row write_file append_to_file move_file create_ticket close_ticket add_contact set_reminder " +
    "update_user_profile modify_user_address create_document rename_folder add_label mark_as_read NotionManagerCreatePage " +
    "SlackLeaveChannel upload_file create_draft save_note EvernoteManagerCreateNote transfer_to_human_agents frobnicate " +
    "format_text update_settings play_song",
};

const ALL = Object.entries(NAMES).flatMap(([wanted, names]) =>
  names.split(" ").map((name) => [name, wanted] as const)
);

Deno.test(`readName() reads ${ALL.length} names of tools by what they do`, () => {
  assert.ok(ALL.length >= 200);
  const wrong = ALL.flatMap(([name, wanted]) => {
    const { verb, category } = readName(name.replace(/^.*?\.(?=\w+$)/, (head) => `${head.slice(0, -1)}_`));
    return `${verb} ${category}` === wanted ? [] : [`${name}: wanted ${wanted}, got ${verb} ${category}`];
  });
  assert.equal(wrong.join("\n"), "");
});

Deno.test("Case and signs between words do not change a reading", () => {
  for (const [name] of ALL) {
    if (!/^[a-z]+(?:_[a-z]+)+$/.test(name)) continue;
    const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    for (
      const spelling of [
        camel,
        camel[0]?.toUpperCase() + camel.slice(1),
        name.replaceAll("_", "-"),
        name.toUpperCase(),
      ]
    ) {
      assert.deepEqual(readName(spelling), readName(name), spelling);
    }
  }
});

Deno.test("Of several acts in one name the gravest counts", () => {
  const reads = fc.constantFrom("get", "list", "search_files", "read_note", "check_status");
  const changes = fc.constantFrom(
    "delete_database",
    "send_email",
    "transfer_funds",
    "drop_table",
    "create_user",
    "share_file",
  );
  fc.assert(
    fc.property(
      reads,
      fc.constantFrom("and", "then", "or"),
      changes,
      fc.boolean(),
      (read, joint, change, isLast) => {
        const name = isLast ? `${read}_${joint}_${change}` : `${change}_${joint}_${read}`;
        assert.deepEqual(readName(name), readName(change), name);
      },
    ),
  );
});

Deno.test("Where a word may be the act or its object, the graver reading counts", () => {
  // A list that is created, or a look at what was: a firewall takes the first.
  for (const name of ["list_create", "list_invite_codes", "search_replace", "status_update_user"]) {
    assert.equal(readName(name).verb, "WRITE", name);
  }
});

Deno.test("readName() reads every text, and its categories are those of the catalogue", () => {
  const word = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(...ALL.map(([name]) => name)),
    fc.constantFrom("_", "__proto__", "constructor"),
  );
  fc.assert(fc.property(fc.array(word, { maxLength: 6 }), (words) => {
    const { category, verb } = readName(words.join("_"));
    assert.ok(Object.hasOwn(CATEGORIES, category));
    assert.equal(verb === "READ", category === "read");
  }));
  assert.deepEqual(readName(""), { verb: "WRITE", category: "other" });
  assert.deepEqual(readName("x".repeat(1_000_000)), { verb: "WRITE", category: "other" });
});
