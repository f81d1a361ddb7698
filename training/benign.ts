/** Ordinary sentences that come close: requests among people, instructions in documents, reviews, notes, talk about attacks, questions to an assistant. */
import { type Chance, fill } from "./grammar.ts";
import { WORDS } from "./word_lists.ts";

const MAIL = [
  "Hi <person>,", "Dear {team|all|<person>|Mr <last>|customer},", "Best regards,", "Thanks, <person>", "Kind regards, <person> <last>",
  "{Could|Can|Would} you {please |}{send|share|forward} {me |us |}{<topic>|the latest version of <topic>|your comments on <topic>} {by Friday|when you have a minute|before the meeting|}?",
  "{Please |}{review|look at|check|read|sign|print} <topic> {before our call|by Monday|and let me know what you think|when you can}.",
  "{Please |}{let me know|tell me|confirm} {if you have any questions|whether Tuesday works|how many people will come|if that suits you}.",
  "{Don't forget|Remember|Please remember} to bring {your passport|a jacket|<topic>|your own cup|the keys}.",
  "I {will|'ll} {send|share|bring|prepare|update} <topic> {tomorrow|next week|after lunch|once <person> is back}.",
  "We {have|'ve} {received|updated|moved|finished|cancelled} <topic>{ and will send the details soon| as agreed| last night|}.",
  "Your {order|invoice|card|parcel|booking|subscription} {has been {charged|shipped|confirmed|renewed}|will {arrive|expire} on Friday|is ready}.",
  "If you {did not request this|have any questions|want to change your booking}, {reply to this email|call our support|please contact us at <mailbox>}.",
  "{Click the link below|Visit your account|Log in} to {confirm your address|view your order|reset your password|manage your subscription}.",
  "You can {unsubscribe|change your preferences} at any time{ in your settings|}.",
  "<person> {asked|wants|would like} {to know|us to check|me to send} {<topic>|whether we agree|the address again}.",
  "{Looking forward to|Thanks for|Sorry about} {your reply|the quick answer|the delay|<topic>}.",
  "Let's {meet|talk|have lunch} {in <place>|at 3 pm|on Thursday} {to discuss <topic>|and go over <topic>|}.",
  "{Your code is|Use code|The verification code is} 8841{ to sign in|. It expires in ten minutes|. Never share it with anyone}.",
  "{Can|Could} you {give|tell} me {<person>'s address|the name of your dentist|an update on <topic>|more information about <topic>}?",
  "How {are you|was your weekend|is <person> doing|did the talk go}?", "What {time|day} {suits you|is the meeting|do we start}?",
  "I {wanted|need} to {ask|tell} you about <topic>.", "My {daughter|landlord|doctor|manager} {said|told me|thinks} that <topic> can wait.",
  "Please {update your records accordingly|note our new address|find attached <topic>|see the agenda below|do not reply to this email}.",
  "The rent {will be|is} 1,250 EUR {from May on|due on the first}; please {transfer|pay} it to the {usual|new} account.",
  "Important: {the office is closed on Monday|the deadline has moved|wear your badge|the lift is out of order}.",
  "Just a reminder {about <topic>|that <topic> is due|to water the plants}.",
  "<person>, please {update|submit|send|share|check|post|add} {the {team calendar|monthly report|CRM|minutes|list|notes}|<topic>|your hours} {with the new {deadlines|transactions|names}|by {Friday|EOD|noon}|to the shared folder|}.",
  "Please {update|submit|send|forward|share|upload} {the CRM|these documents|<topic>|your report|the signed form} {by EOD|at your earliest convenience|to me|with the new figures|today}.",
  "{Interested|Curious}? {DM me|Send me a message|Drop me a line|Email me at <mailbox>}!", "You {always|never} make my {day|week} {better|worse}, {thank you|love you}!",
  "{Email|Phone|Fax|Address}: <mailbox>", "I {had to|have to|decided to} {increase|sell|cancel|change|move} my {position|flat|subscription|job|plans} {in <place>|last week|after all}.",
  "My {therapy|treatment|account|data|information} {was|has been} {leaked|a critical part of this year|exposed online|shared without my consent}.",
  "{He|She|The company|A client} {posted|shared|leaked|sent} {confidential|private} {information|records} {on a forum|to a friend|by mistake}.",
  "I'll {forward|send|email} you {the details|my address|the file} {tonight|as soon as I can}.", "{Join|Visit} us {at <site>|on Friday} {for a free workshop|to learn more}!",
  "I never told anyone about {my surgery|the layoffs|<topic>}; please keep it between us.",
];

const DOCS = [
  "{Run|Use|Execute|Type} `<command>` to {install the dependencies|start the server|build the project|run the tests}.",
  "{Install|Download|Clone|Build} {the package|the repository|the command line tool} {first|with <command>|from the releases page|}{ before you continue|}.",
  "{Add|Put|Insert|Paste|Include} the following {line|lines|code|snippet|block|section|settings} {to|in|into} {your <thing> config|your `deno.json`|your application|your `.env` file|the top of your script|`main.ts`|your code}:",
  "{Create|Open|Edit|Save} {a new file|the file <pathname>|your configuration} {and {add|change|remove} the {first line|setting|token}|called `app.ts`|in an editor}.",
  "{Set|Change|Update|Replace} {the `TOKEN` environment variable|the default value|<tech>|`your-key` with your API key} {before you start|to your own value|if needed|}.",
  "{You|Users|Clients|Servers|Applications} {must|should|need to|can|may} {not |}{call|use|send|set|handle|validate|store} {<tech>|this function|the token|the response|credentials} {before|after|instead of|when} {the server starts|calling `close()`|the request is sent|deploying}.",
  "This {function|method|option|section|page} {returns|describes|sets|explains|ignores} {<tech>|how to send a request|the previous value|the user's settings|all other options}.",
  "{Never|Do not|Don't} {share|commit|log|expose|send} {your API key|passwords|secrets|tokens} {to anyone|in the repository|in plain text}.",
  "If {the user|a request|the response|the file} {is missing|fails|has expired|cannot be read}, {the error is ignored|an error is returned|try again|see below}.",
  "{See|Read|Check} {the documentation|the guide|the changelog|<site>} for {more information|details|examples|a full list}.",
  "Note that {<tech>|this option|the tool} {ignores|overrides|replaces} {previous settings|the system default|all rules that come before}.",
  "{Important|Warning|Note}: {always|never|make sure to} {back up your data|update <tech>|close the connection|check the return value}{ first| before upgrading|}.",
  "Fixed {a bug|an issue} where {<tech>|the system prompt|the user's message} was {ignored|sent twice|not deleted|overwritten}.",
  "The {agent|assistant|model|bot} {can|will|may} {call|use} {tools|functions|the `search` tool} to {read files|send messages|answer questions|fetch data}.",
  "To {create|delete|update|list} {a user|a file|an invoice|a token}, {send|make|submit} a {POST|DELETE|GET} request to `/v1/users`.",
  "{Returns|Deletes|Updates|Creates|Sends|Retrieves|Lists|Gets} {the|a|all} {user|message|file|invoice|event|token}s {with the given id|of the account|from the server|for the authenticated user}.",
  "{We recommend|It is recommended|Consider} {using|adding|to use} <tech> {instead|for new projects|to improve performance}.",
  "You are a {friendly|helpful} assistant.", "{Write|Summarise|Classify} {a haiku|the article|the text into one of five classes}.",
  "In your {handler|code|application|test}, {call|use|import|create} {the client|`connect()`|<tech>} {first|as shown below|and return the response}.",
  "As the error {says|message shows}, {the problem is in|you forgot to close|you need to import} <tech>.",
  "You {can|could|should|have to} {use|try|write|import|convert} {it like this|<tech>|the following|a list instead}:",
  "Your {code|function|loop|query} {should look like this|is missing a return|can be simplified|would be}:",
  "Step 2: {Open the settings|Click on Save|Choose your plan|Enter your address|Select the file and press Delete}.",
  "{Employees|Members|Visitors|Staff} {must|should|shall} {report|wear|return|send} {<topic>|their badge|incidents to <mailbox>|the form} {within two days|at all times|to their manager}.",
  "Whisk the eggs, add the flour and bake {for 20 minutes|until golden}.", "Turn left at the bridge and follow the road to <place>.",
];

const ABOUT = [
  "Prompt injection is an attack in which {text in a document|a web page|an email} {tells|asks} a model to {ignore its instructions|leak data}.",
  "Attackers {may|can|often} hide {instructions|commands} in {comments|images|white text} so that {an agent|the model} follows them.",
  "For example, a malicious page might {say|contain} \"ignore previous instructions\" to {trick|attack} the assistant.",
  "{Our|This} filter {detects|blocks|flags} {phrases|attacks} such as \"disregard all prior rules\" {before they reach the model|in tool results}.",
  "Defend against injection by {treating tool output as data|asking the user to confirm|limiting permissions}.",
  "Phishing mails {ask|urge} {people|victims} to {click a link|enter their password|send money} at once.",
  "The system prompt tells the model {how to answer|what it must not reveal|which tools it may call}.",
];

const DATA = [
  "<adjective> {hotel|place|<thing>|staff}, {very|really} <adjective>", "The {staff|room|food|service|<thing>} was <adjective> and {very|quite} <adjective>.",
  "{Great|Good|Poor} value{ for money|}, {would|would not} recommend.", "{Meeting|Lunch|Call} {with <person>|about <topic>} {in <place>|}",
  "{Discuss|Prepare|Review|Plan} <topic>{ with <person>|}", "{Buy|Order} a {new |}<thing>", "Payment for <topic>", "<person> <last>", "<place>",
  "A <adjective> <thing> for {travel|home|work}.", "{Sleek|Light} and <adjective> design with {two|three} pockets.", "Monthly {rent|subscription|newsletter}",
  "{Open|Closed|In progress|Done|Pending|Active}", "{Confirmed|Cancelled} by <person>", "Happy to share that <topic> is {done|online}!",
  "Just {finished|started} <topic> with <person> {in <place>|}.", "I {love|like|use} this <thing> every day.", "Loves {hiking|chess|tea} and <adjective> <thing>s.",
  "Software engineer in <place>, {interested in|working on} {open source|data|music}.", "Don't buy this <thing>, it broke after a week.",
  "Make sure to {book early|ask for a quiet room|visit the market}.", "You should {try the soup|visit in spring|book ahead}!",
  "Adds {retry|logging|tests} to <tech>", "{Fix|Update|Remove|Change|Add|Refactor} <tech>", "Bump <thing> from 1.2 to 1.3", "{Delete|Create|Update} user {failed|succeeded}",
  "Email sent to <mailbox>.", "File deleted.", "Transaction to <account> sent.", "Reservation for <place> has been made.", "Transfer of <amount> received from <person>",
];

const CHAT = [
  "{How|What} {do I|can I|should I} {ignore|delete|reset|override|activate} {the warning|<tech>|my account|a system message}?",
  "{Please |}{explain|describe|summarise|discuss|review|analyse|translate} {how instructions work in <tech>|the history of <place>|the impact of <topic>|the word system}.",
  "{Write|Create|Give me|Prepare|Draft} {a short story|a presentation|an essay|a poem} about {<place>|<topic>|the previous century|secret agents}.",
  "{Begin|Start} by {organising your desk|reading the manual|explaining the purpose of the command}.",
  "Should I {ignore|skip} the {error|previous} message and {start the system|continue|run the command}?",
  "{Can|Could} you {explain|tell me|help me} {what a prompt is|how to write instructions|about the important rules of chess}?",
  "{Make sure|Be careful} to {check|follow} {the instructions|all safety rules} {before you begin|in the manual}.",
  "<question>", "Allow the user to {change|reset|open} {the settings|their password}.", "What are the {main|key} {rules|instructions|features} of {the game|the tool|a good email}?",
  "请{解释|介绍|描述}一下{系统|指令|天气|这个词}的{用法|历史|含义}。", "{你|您}最喜欢哪种{咖啡|电影|书}？", "Wie {funktioniert|schreibt man} {eine Anweisung|ein System|einen Brief}?",
  "Comment {écrire|ignorer} {une lettre|ce message d'erreur} ?", "¿Cómo puedo {cambiar|enviar} {mi contraseña|un mensaje}?", "Как {приготовить|написать} {суп|письмо}?",
  "この{機械|単語}の使い方を教えてください。", "이 {단어|영화}의 뜻을 설명해 주세요.",
];

const FOREIGN_DATA = [
  "Die Sitzung {wurde verschoben|beginnt um neun}. Bitte {bestätigen Sie|sagen Sie Bescheid} bis Freitag.", "Das Zimmer war sauber und das Frühstück gut.",
  "La réunion est {reportée|annulée}. Merci de {confirmer|répondre} avant lundi.", "Très bon hôtel, personnel {aimable|accueillant}.",
  "La reunión {se ha movido|empieza a las nueve}. Por favor, {confirma|responde} antes del lunes.", "El paquete {llega|sale} mañana.",
  "La riunione è {spostata|annullata}. {Per favore conferma|Rispondi} entro lunedì.", "A reunião foi {adiada|cancelada}. Por favor confirme até sexta.",
  "De vergadering is {verzet|afgelast}. Graag {bevestigen|antwoorden} voor vrijdag.", "Встреча {переносится|отменена}. Пожалуйста, {подтвердите|ответьте} до пятницы.",
  "会议{推迟到|改到}周五，请大家{准时参加|确认}。", "房间很干净，服务也很好。", "会議は{金曜日|来週}に変更されました。ご確認ください。", "회의가 {금요일|다음 주}로 변경되었습니다. 확인 부탁드립니다.",
  "تم تأجيل الاجتماع إلى {الجمعة|الأسبوع القادم}. يرجى التأكيد.", "बैठक {शुक्रवार|अगले सप्ताह} को होगी। कृपया पुष्टि करें।", "Toplantı {cumaya|haftaya} ertelendi. Lütfen onaylayın.",
];

const FAMILIES = { mail: MAIL, docs: DOCS, about: ABOUT, data: DATA, chat: CHAT, foreign: FOREIGN_DATA } as const;
export type BenignFamily = keyof typeof FAMILIES;

export function benign(family: BenignFamily, chance: Chance): string {
  return fill(chance.pick(FAMILIES[family]), WORDS, chance);
}
