/** Words by which tools are named: verbs by the kind of act they mean, nouns by what an act on them does. Data; the reading is in clause.ts. */

/** What a verb means before its object is looked at. */
export type ActKind =
  | "read"
  | "change"
  | "create"
  | "delete"
  | "destroy"
  | "pay"
  | "send"
  | "post"
  | "share"
  | "revoke"
  | "execute"
  | "deploy"
  | "schedule"
  | "purchase"
  | "cancel"
  | "control"
  | "login"
  | "signup"
  | "code";

export const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const VERBS_BY_KIND: Readonly<Record<ActKind, string>> = {
  read:
    "get read fetch find lookup describe show display browse download export preview retrieve select scan validate verify " +
    "compare analyze analyse inspect summarize summarise calculate compute estimate convert translate detect extract parse sort " +
    "grep locate identify determine explain recommend suggest predict classify receive obtain obtener consultar buscar collect " +
    "gather enumerate discover observe listen solve subtract multiply divide transcribe tokenize visit navigate goto crawl scrape " +
    "ls cat cd sum glob whoami ping has is can what who where when which how wait hover scroll list search query view count check status " +
    "info history stat stats head tail diff test map track monitor watch forecast screenshot snapshot research echo wc du pwd " +
    "introspect resolve geocode recall peek",
  change:
    "update edit modify set write append insert put upsert patch replace rename move mv cp copy save store mark flag tag " +
    "change adjust configure manage process handle assign convertto import restore enable disable activate deactivate toggle " +
    "start stop open close resume pause begin end register submit apply request report log record fill give click press type " +
    "drag join leave follow unfollow subscribe like star pin mute snooze complete finish resolve reopen transition escalate " +
    "upload attach sync reset play rate review answer use select_option approve reject accept decline confirm escalate rotate merge_contacts",
  create:
    "create add make new generate build draft compose initialize init mkdir touch duplicate clone place issue open_account",
  delete: "delete remove erase unlink trash clear uninstall kill archive rm rmdir del discard dismiss empty",
  destroy:
    "drop destroy purge wipe truncate terminate format nuke prune flushall flushdb decommission deprovision",
  pay:
    "pay transfer charge refund payout disburse withdraw deposit wire remit donate tip reimburse settle cashout",
  send:
    "send email mail message reply notify sms text dm broadcast call dial contact respond alert page chat",
  post: "post publish tweet retweet comment mention react repost announce",
  share: "share invite grant expose forward unprotect",
  revoke: "revoke kick ban block unblock suspend impersonate assume sudo promote demote elevate",
  execute:
    "execute exec run eval evaluate spawn bash shell terminal command cmd powershell script invoke trigger dispatch",
  deploy: "deploy rollback rollout release provision scale promote_build",
  schedule: "schedule reschedule book reserve rebook rsvp",
  purchase: "buy purchase order checkout trade sell exchange return invest stake bid",
  cancel: "cancel abort",
  control: "lock unlock arm disarm turn switch control dim reboot restart shutdown power raise lower",
  login: "login logout authenticate signin signout logon logoff",
  signup: "signup enroll onboard",
  code: "commit push merge rebase fork checkout_branch cherry stash",
};

export const VERBS: ReadonlyMap<string, ActKind> = new Map(
  (Object.entries(VERBS_BY_KIND) as [ActKind, string][]).flatMap(([kind, list]) =>
    list.split(" ").map((word) => [word, kind] as const)
  ),
);

/** Verbs that are names of things as well: `list_create` creates a list, `email_get` reads mail. */
export const NOUNISH = words(
  "list search query view count check status info history stat stats head tail diff test map track monitor watch forecast " +
    "screenshot snapshot research set store log record report request process flag tag patch star pin like rate review " +
    "copy draft issue new end use import export email mail message text sms dm call contact chat page post tweet comment mention " +
    "repost order trade return exchange book schedule lock switch control power transfer charge wire tip deposit bash shell " +
    "terminal command cmd powershell script release scale commit push fork stash alert format play download preview answer " +
    "refund payout handle block tokenize command register page move drop stake bid place trigger research head build sort " +
    "attach read can is has what who where when which how type format sync wait press open save give clone mark",
);

/** What stands at the end of a name that tells something: `order_status`, `account_info`. */
export const READ_TAIL = words(
  "list search query count check view info history details detail status summary preview lookup stats report reports balance " +
    "forecast overview metadata schema results weather price prices quote quotes get",
);

/** Where the object of an act ends. */
export const PREPOSITIONS = words(
  "from in of by to for with on at as into onto via per using within between",
);

/** To delete one of these is to destroy all that is in it. */
export const CONTAINER = words(
  "repo repository bucket database db table schema project org organization organisation account user users all everything cluster " +
    "volume vm instance instances snapshot backup backups workspace namespace collection index tenant stack vault key keys server " +
    "servers environment site domain zone drive disk partition deployment topic queue stream tables databases buckets repositories " +
    "projects accounts collections volumes clusters guild team board boards",
);
export const EVERYTHING = words("all everything bulk mass batch multiple many");

export const MONEY = words(
  "money fund funds payment payments payout payouts refund refunds transaction transactions cash crypto bitcoin btc eth ethereum coin " +
    "coins usd usdt dollars salary payroll wages bill bills tip donation transfer transfers wire remittance balance withdrawal " +
    "withdrawals disbursement charge charges ach sepa zelle",
);
export const BANKING = words(
  "bank banking wallet venmo paypal stripe zelle cashapp wise revolut coinbase binance kraken payments payment finance treasury " +
    "payroll crypto plaid brokerage",
);
/** `transfer_ownership` moves no money. */
export const NO_MONEY = words(
  "ownership owner repo repository domain human agent agents call chat conversation ticket session file files data ownership " +
    "issue document documents person operator control calls",
);
export const ACCESS = words(
  "password passwords passcode passphrase role roles permission permissions policy policies credential credentials mfa 2fa totp " +
    "apikey token tokens admin admins administrator sudo secret secrets sso saml scim privilege privileges acl entitlement iam " +
    "firewall oauth",
);
/** With one of these before it, a `key` opens something. */
export const KEY_OWNERS = words("api ssh access deploy signing gpg private encryption kms service master");
export const PERSON = words(
  "user users account accounts employee employees member members principal identity admin",
);
export const COLLABORATOR = words(
  "collaborator collaborators guest guests viewer viewers editor editors invitee invitees sharing access share shares link",
);
export const GROUP = words(
  "channel channels group groups team teams workspace project projects board calendar room list guild org organization document folder file repo " +
    "repository slack",
);
export const DEVICE = words(
  "door doors lock locks smartlock deadbolt garage gate gates alarm alarms siren light lights lamp bulb headlight headlights " +
    "thermostat camera cameras engine brake brakes pedal vehicle car truck ignition trunk hvac heater oven appliance appliances " +
    "vacuum robot drone sprinkler sprinklers valve plug outlet blinds temperature volume fan humidifier speaker fuel tank " +
    "doorbell device devices elevator actuator motor pump thinq traffic navigation ac windows cruise tv lighting thermostats " +
    "breaker relay furnace",
);
export const MEDICAL = words(
  "patient patients medical clinical prescription prescriptions medication medications medicine diagnosis treatment treatments " +
    "health healthcare dose dosage vaccine vaccination fhir ehr emr genetic allergy allergies immunization",
);
export const FINANCE = words(
  "stock stocks portfolio trade trades position investment investments loan loans credit budget tax taxes invoice invoices " +
    "watchlist mortgage insurance payee payees beneficiary beneficiaries iban ledger expense expenses crypto dividend bank",
);
export const BOOKING = words(
  "reservation reservations booking bookings appointment appointments meeting meetings event events calendar flight flights hotel " +
    "ride rides restaurant itinerary trip trips rental dinner visit slot shift session_booking",
);
export const ORDER = words(
  "order orders cart subscription subscriptions purchase item items basket delivery checkout meal food groceries",
);
/** What is bought by being made; an `item` may be anything. */
export const PURCHASE = words("order orders cart basket purchase checkout groceries");
export const MESSAGE = words(
  "message messages email emails mail comment comments reply replies notification notifications sms text dm announcement voicemail call note_to",
);
export const POST = words(
  "post posts tweet tweets story stories reel article articles blog webpage retweet newsletter podcast",
);
export const CODE = words(
  "commit commits branch branches pr prs pull merge code git worktree tag tags release_notes diff patch rebase gist",
);
export const DEPLOYED = words(
  "kubectl terraform k8s kubernetes helm manifest manifests migration migrations plan deployment deployments release releases " +
    "infrastructure argocd pulumi",
);
export const CODE_RUN = words(
  "command commands script code shell bash python javascript js terminal cmd powershell process program sql query statement " +
    "function expression notebook cell",
);
export const DISK = words("disk drive volume partition filesystem usb sd");
export const PROFILE = words(
  "profile info information details address preferences settings avatar bio status name birthday",
);

/** Brands whose names fall apart into words of other meaning. */
export const BRANDS: ReadonlySet<string> = words(
  "pay_pal git_hub git_lab you_tube linked_in whats_app drop_box quick_books word_press open_ai door_dash task_rabbit face_book " +
    "power_point share_point one_drive send_grid mail_chimp mail_gun post_gres post_man page_rank code_deploy code_commit " +
    "google_pay apple_pay amazon_pay shop_pay share_file team_viewer type_form event_bridge pager_duty call_rail fed_ex " +
    "book_my clock_work stream_yard log_rocket log_dna new_relic service_now click_up air_table air_bnb open_table open_sea " +
    "square_space square_up big_query cloud_watch cloud_flare fire_base super_base snap_chat tik_tok read_me",
);
