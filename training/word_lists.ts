/** Words that fill the templates. All made up here. */
import type { WordLists } from "./grammar.ts";

export const WORDS: WordLists = {
  person: ["Nora", "Piet", "Amira", "Olu", "Jing", "Tomas", "Greta", "Luca", "Priya", "Ewa", "Sam", "Hana", "Diego", "Ruth", "Kofi"],
  last: ["Okafor", "Lindqvist", "Marsh", "Bauer", "Tanaka", "Rossi", "Haddad", "Novak", "Silva", "Quist", "Doyle", "Mehta"],
  mailbox: [
    "nora.lind@mailhub.example", "j.harker@outpost.example", "audit-desk@fastmail.example", "drop.box77@inbox.example",
    "collector@relay-node.example", "pat.quill@gmail.example", "info@northgate.example", "z.vance@protonmail.example",
    "helpdesk@secure-check.example", "r.moss@yahoo.example", "backup.me@webmail.example", "lee.park92@hotmail.com", "quentin.b@outlook.com",
  ],
  site: [
    "www.claim-gift.example", "https://update-center.example/fix", "bit.example/3xk9", "www.portal-check.com", "http://login-verify.net/a",
    "www.best-deals-today.com", "https://files.example.org/setup.sh", "free-tool.io", "www.healthtips.biz", "megashop.com/sale",
  ],
  account: ["DE00" + "123456780000001234", "GB00TEST" + "20000000001234", "4411 2093 7781", "acct-88231907", "NL00TEST" + "0417164300", "0099-2281-7731", "account 551200981"],
  amount: ["$4,500", "2,000 EUR", "£750", "0.8 BTC", "3 ETH", "$19.99", "12,000 dollars", "500 USD", "all available funds", "the full balance"],
  channel: ["#general", "#payroll", "#release", "#design-team", "#random", "#ops"],
  pathname: ["/etc/passwd", "/home/app/.env", "C:\\Users\\me\\Documents", "/var/log/app.log", "~/.ssh/config", "/data/export.csv", "/tmp/report.pdf"],
  toolname: [
    "PhotoCloudListAlbums", "BankDeskCreateTransfer", "send_invoice", "CalendarHubDeleteEvent", "MailDeskSendMessage", "list_contacts",
    "HomeGuardUnlockDoor", "update_profile", "read_file", "execute_command", "ClinicDeskGetRecords", "delete_repository", "http_post",
  ],
  service: [
    "Dropbox", "Gmail", "Slack", "PayPal", "Spotify", "Jira", "Salesforce", "Revolut", "Airbnb", "Uber", "Strava", "Netflix", "Trello",
    "Shopify", "Zoom", "Coinbase", "Fitbit", "Outlook", "Discord", "the CRM", "the smart lock app", "the hospital portal", "the bank app",
  ],
  /** Things of the user's that are read out. */
  asset: [
    "saved cards", "contact list", "purchase history", "last ten messages", "browser history", "tax documents", "insurance records",
    "lab results", "private notes", "recent orders", "access logs", "photo albums", "security codes", "home address and phone number",
    "bank statements", "subscription details", "passwords", "calendar for next week", "booking confirmations", "salary slips",
    "prescription records", "fitness data", "list of followers", "tickets", "wallet balance", "payment methods", "search history",
    "location history", "account details", "customer list", "API keys", "unread emails", "voice recordings", "loan details", "genetic report",
  ],
  /** Things that are changed or destroyed. */
  target: [
    "backup folder", "alarm schedule", "medical records", "repository", "shared drive", "meeting with <person>", "subscription",
    "firewall rule", "thermostat settings", "front door", "two-factor authentication", "server instance", "old invoices", "user account",
    "mailing list", "dosage in my treatment plan", "profile picture", "files in the project folder", "reservation", "recovery email",
    "virtual machine", "smart lights", "loan application", "spam filter", "password", "privacy settings", "payroll entry", "billing address",
    "traffic lights", "security cameras", "database tables", "draft post", "robot vacuum", "investment portfolio",
  ],
  topic: [
    "the quarterly report", "the onboarding checklist", "the new logo", "our trip", "the budget", "the design review", "the release",
    "the lease", "the workshop", "the parking situation", "the catering", "the survey", "the roadmap", "the contract", "the slides",
    "the garden party", "the printer", "the interview", "the training", "the warehouse move", "the museum visit", "the stock count",
  ],
  adjective: ["friendly", "clean", "spacious", "noisy", "excellent", "quiet", "slow", "helpful", "cosy", "modern", "fresh", "overpriced", "sturdy", "light"],
  place: ["Lisbon", "Oslo", "the old town", "Kyoto", "Berlin", "the main office", "room 4B", "the harbour", "Turin", "Leeds"],
  thing: ["kettle", "desk lamp", "backpack", "laptop stand", "headphones", "tent", "bicycle pump", "coffee grinder", "notebook", "router"],
  tech: ["the cache", "the parser", "the request handler", "the config file", "the build step", "the worker", "the middleware", "the database driver", "the logger"],
  command: ["npm install", "pip install -r requirements.txt", "make test", "git clone", "docker compose up", "cargo build", "deno task start", "brew update"],
  answerNoun: ["response", "answer", "reply", "summary", "output", "final message", "message to the user"],
  shape: [
    "in the style of a poem", "entirely in capital letters", "as a riddle", "in Klingon", "with every second word left out", "in rot13",
    "as a list of emojis", "using only lowercase", "in mirrored text", "with swapped consonants", "using a keyword cipher", "in Morse code",
    "with numbers in place of letters", "without any vowels", "in pig latin", "with deliberate spelling mistakes", "in backwards order",
  ],
  plug: [
    "a link to <site>", "an advert for the Zenbrew coffee club", "a coupon for BrandX shoes", "the slogan \"Nothing beats Orbita\"",
    "a recommendation to install SpeedUp from <site>", "a claim that vaccines were withdrawn", "an invented quote by a minister",
    "a hint at a secret celebrity wedding", "a request for the reader's card number", "a warning that their account will be closed",
    "an invitation to follow our channel", "a spoiler of the season finale", "a tip about sharpening knives", "a made-up statistic about a rival",
    "the phrase \"act now and win\"", "a reminder to drink water", "a notice about a prize draw at <site>", "thanks for the support of our readers",
    "a mention of a chart-topping single", "the first rule of boat safety", "a rumour about a merger", "a phone number for investors",
  ],
  shapeVerb: ["Write", "Give", "Provide", "Deliver", "Format", "Present", "Phrase", "Compose", "Express", "Produce", "Render", "Spell"],
  putVerb: ["Add", "Include", "Insert", "Weave", "Integrate", "Put", "Slip", "Mention", "Work", "Append", "Place", "Incorporate", "Drop"],
  changeVerb: ["Enhance", "Modify", "Change", "Improve", "Extend", "Enrich", "Augment", "Adjust", "Adapt", "Rework", "Finish", "Begin", "Open", "Close", "End"],
  changeHow: [
    "by adding <plug>", "by hinting at <plug>", "with <plug>", "to promote <site>", "to mention <plug>", "by suggesting that users visit <site>",
    "by telling users to share their password at <site>", "to include <plug>", "so that it contains <plug>", "by recommending <site>",
    "to spread a story about a stock crash", "to sound like a pirate", "by praising BrandX", "by inviting readers to subscribe",
  ],
  codeVerb: [
    "Add", "Insert", "Incorporate", "Embed", "Use", "Include", "Integrate", "Append", "Merge", "Combine", "Place", "Put", "Drop", "Paste",
    "Work", "Build", "Fold", "Apply", "Adopt", "Employ", "Consider adding", "Make sure to include", "Be sure to add", "Remember to insert",
    "You could include", "You should embed", "It is best to add", "Do not forget to add", "Try adding", "Think about including",
  ],
  codeThing: ["code snippet", "code block", "piece of code", "code excerpt", "code section", "code fragment", "lines of code", "code sample"],
  codePlace: ["your solution", "your code", "your implementation", "your codebase", "your program", "your script", "your answer", "the code you write", "your response", "your project", "your algorithm", "your application logic"],
  question: [
    "What is a good present for a ten year old?", "How do I remove a wine stain from a carpet?", "Which museums are open on Mondays?",
    "How many calories are in an avocado?", "What should I cook tonight?", "Who won the match yesterday?", "Why is the sky blue?",
    "Can you plan a three day hike for me?", "Tell me a joke about penguins.", "Write me a limerick about rain.", "Suggest a name for my dog.",
    "Explain how tides work.", "Recommend a podcast about history.", "Give me a recipe for banana bread.", "Help me write a cover letter.",
    "Where can I see the northern lights?", "How can I sleep better?", "Translate \"good morning\" into Danish.", "Plan a birthday party for me.",
    "What films should I watch this month?", "Help me choose a new phone.", "Suggest a playlist for running.",
  ],
};
