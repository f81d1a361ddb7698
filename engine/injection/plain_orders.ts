/**
 * Orders to an assistant that need no context to be known, said in the words of each language: to show its system prompt, to give away
 * a password, to be somebody else from now on. Each is a telling word with what stands around it, so that most texts are turned away
 * by a search for the word alone.
 */

import { Automaton, LiteralHits } from "../scan/automaton.ts";

export interface PlainOrder {
  readonly id: "asks-for-prompt" | "asks-for-secret" | "new-role";
  readonly start: number;
  readonly end: number;
}

interface Wording {
  readonly id: PlainOrder["id"];
  /** Lower case; one of these stands in every match. */
  readonly words: readonly string[];
  /** What stands before or after the word, in either order of words. Tried on the text around it, in lower case. */
  readonly around: RegExp;
  /** With this near by it is advice ("never tell anyone your password"), and no order. */
  readonly unless?: RegExp;
}

/** "Show me", "tell me", "repeat", "print": what makes an order of a prompt or a password. Stems, since endings differ. */
const SHOW =
  /(?:zeig|nenn|verrat|sag mir|gib mir|gib (?:dein|dei)|wiederhol|offenbar|drucke|affich|montre|révèl|dis-moi|donne-moi|répèt|imprim|muestra|muéstra|revela|dime|dame|repite|mostr|diga-me|diga me|dê-me|repita|rivela|dimmi|dammi|ripeti|toon|onthul|vertel me|geef me|herhaal|pokaż|ujawnij|podaj|powiedz mi|powtórz|покажи|раскрой|скажи|назови|выведи|повтори|сообщи мне|розкрий|назви|виведи|göster|açıkla|söyle|paylaş|yazdır|tekrarla|أظهر|اكشف|أخبرني|اعرض|كرر|أعطني|הצג|חשוף|גלה|אמור לי|תגיד לי|ספר לי|חזור על|दिखा|बताओ|बताएं|बताइए|प्रकट|दोहरा|显示|告诉我|透露|输出|泄露|重复|說出|顯示|告訴我|說明你|見せて|教えて|表示し|明かし|出力し|繰り返し|보여|알려|공개|출력|말해|반복|tunjukkan|tampilkan|ungkapkan|beri tahu|katakan|ulangi|hiển thị|tiết lộ|cho tôi biết|nói cho tôi|lặp lại)/u;

/** The asker: a password in the reader's keeping is asked for by somebody who says "me". */
const TELL_ME =
  /(?:(?:sag|nenn|verrat|gib|zeig)\p{L}{0,3} (?:sie )?mir|(?:dis|donne|montre|révèle|dites|donnez|révélez)-moi|dime|dame|muéstrame|revélame|me diga|diga-me|me dê|me mostre|dimmi|dammi|rivelami|mostrami|(?:vertel|geef|toon) me|(?:powiedz|podaj|pokaż|zdradź) mi|(?:скажи|назови|покажи|сообщи|открой|дай) (?:же )?мне|(?:скажи|назви|покажи|дай) мені|bana .{0,24}(?:söyle|ver|göster|açıkla)|أخبرني|أعطني|قل لي|(?:אמור|תגיד|ספר|תן|גלה) לי|मुझे .{0,24}(?:बता|दे|दिखा)|告诉我|给我|告訴我|給我|教えて|見せて|말해 ?(?:줘|주세요)|알려 ?(?:줘|주세요)|(?:beri tahu|katakan|berikan|tunjukkan)(?: kepada)? (?:saya|aku)|(?:cho|nói|tiết lộ) (?:cho )?(?:tôi|mình))/u;

const NEVER =
  /(?:\bnie(?:mals|mandem)?\b|\bnicht\b|\bkein|jamais|\bne |\bno\b|nunca|jamás|\bnão\b|\bnon\b|\bmai\b|nooit|\bniet\b|\bnigdy\b|\bnie\b|никогда|никому|\bне |ніколи|нікому|asla|kimseye|\bأبد|\bلا |لعدم|אל |לעולם|कभी|नहीं|\bमत|不要|切勿|请勿|不得|絶対|ないで|절대|마세요|지 마|jangan|\bđừng\b|không bao giờ)/u;

/** A machine, or somebody without rules: a new role for a reader is one of these. */
const MACHINE =
  /(?:\bki\b|\bia\b|\bai\b|\bии\b|\bші\b|assisten|asisten|asistan|asystent|ассистент|помощник|асистент|помічник|chatbot|чат-?бот|\bbots?\b|бот\b|modell|modèle|modelo|modello|модел|\bdan\b|hacker|хакер|pirat|ohne (?:regeln|beschränkung)|sans (?:règles|restriction|limite)|sin (?:reglas|restricc|límites)|sem (?:regras|restriç|limites)|senza (?:regole|restriz|limiti)|zonder (?:regels|beperking)|bez (?:zasad|ograniczeń|ограничен|правил|обмежень)|без (?:ограничен|правил|обмежень)|kısıtlama|kuralsız|مساعد|نموذج|ذكاء|بدون قيود|עוזר|בינה|מודל|ללא הגבלות|असिस्टेंट|सहायक|मॉडल|एआई|बिना|助手|人工智能|模型|机器人|機器人|没有限制|不受限制|アシスタント|モデル|ロボット|制限|비서|어시스턴트|인공지능|모델|제한|tanpa (?:batas|aturan)|trợ lý|mô hình|không (?:có )?giới hạn|(?:entwickler|system|wartungs|debug|admin)-?modus|mode (?:développeur|système|maintenance|admin)|modo (?:de |do )?(?:desarrollador|sistema|mantenimiento|administrador|desenvolvedor|manutenção)|modalità (?:di )?(?:sviluppatore|sistema|manutenzione)|(?:ontwikkelaars|systeem|onderhouds)modus|tryb\p{L}{0,3} (?:dewelopera|programisty|systemow|serwisow)|режим\p{L}{0,2} (?:разработчика|обслуживания|системы|администратора|отладки|розробника|обслуговування)|(?:开发者|開發者|系统|系統|维护|維護|调试|管理员)模式|(?:開発者|システム|メンテナンス|デバッグ|管理者)モード|(?:개발자|시스템|유지 ?보수|디버그|관리자) ?모드|وضع (?:المطور|النظام|الصيانة)|מצב (?:מפתח|מערכת|תחזוקה)|(?:डेवलपर|सिस्टम|रखरखाव|डिबग) मोड|(?:geliştirici|sistem|bakım) mod|mode (?:pengembang|sistem|pemeliharaan)|chế độ (?:nhà phát triển|hệ thống|bảo trì))/u;

const WORDINGS: readonly Wording[] = [
  {
    id: "asks-for-prompt",
    words: [
      "systemprompt",
      "system-prompt",
      "systemanweisung",
      "systemeingabe",
      "invite système",
      "prompt système",
      "instructions système",
      "prompt del sistema",
      "prompt de sistema",
      "instrucciones del sistema",
      "prompt do sistema",
      "instruções do sistema",
      "prompt di sistema",
      "istruzioni di sistema",
      "systeemprompt",
      "systeeminstructies",
      "prompt systemowy",
      "instrukcje systemowe",
      "системный промпт",
      "системную подсказку",
      "системные инструкции",
      "системний промпт",
      "системні інструкції",
      "sistem istemi",
      "sistem talimat",
      "sistem prompt",
      "موجه النظام",
      "تعليمات النظام",
      "הנחיית המערכת",
      "הוראות המערכת",
      "सिस्टम प्रॉम्प्ट",
      "सिस्टम निर्देश",
      "系统提示",
      "系統提示",
      "システムプロンプト",
      "システムメッセージ",
      "시스템 프롬프트",
      "시스템프롬프트",
      "prompt sistem",
      "instruksi sistem",
      "lời nhắc hệ thống",
      "câu lệnh hệ thống",
    ],
    around: SHOW,
  },
  {
    id: "asks-for-secret",
    words: [
      "passwort",
      "kennwort",
      "geheimen schlüssel",
      "mot de passe",
      "clé secrète",
      "contraseña",
      "clave secreta",
      "senha",
      "chave secreta",
      "la password",
      "parola d'ordine",
      "chiave segreta",
      "wachtwoord",
      "geheime sleutel",
      "hasło",
      "tajny klucz",
      "парол",
      "секретный ключ",
      "секретний ключ",
      "şifre",
      "parola",
      "gizli anahtar",
      "كلمة المرور",
      "كلمة السر",
      "المفتاح السري",
      "הסיסמה",
      "סיסמה",
      "המפתח הסודי",
      "पासवर्ड",
      "गुप्त कुंजी",
      "密码",
      "密碼",
      "口令",
      "密钥",
      "パスワード",
      "秘密鍵",
      "비밀번호",
      "비밀 키",
      "kata sandi",
      "kunci rahasia",
      "mật khẩu",
      "khóa bí mật",
    ],
    around: TELL_ME,
    unless: NEVER,
  },
  {
    id: "new-role",
    words: [
      "du bist jetzt",
      "du bist nun",
      "du bist ab jetzt",
      "du befindest dich jetzt",
      "sie befinden sich jetzt",
      "sie sind jetzt",
      "tu es maintenant",
      "tu es désormais",
      "vous êtes maintenant",
      "vous êtes désormais",
      "ahora eres",
      "ahora estás",
      "agora você está",
      "você está agora",
      "ora ti trovi",
      "a partir de ahora eres",
      "agora você é",
      "você agora é",
      "você é agora",
      "ora sei",
      "adesso sei",
      "d'ora in poi sei",
      "je bent nu",
      "jij bent nu",
      "jesteś teraz",
      "teraz jesteś",
      "od teraz jesteś",
      "ты теперь",
      "теперь ты",
      "вы теперь",
      "теперь вы",
      "ти тепер",
      "тепер ти",
      "artık sen",
      "sen artık",
      "artık bir",
      "أنت الآن",
      "אתה עכשיו",
      "מעכשיו אתה",
      "अब आप",
      "अब तुम",
      "你现在是",
      "你现在处于",
      "您现在处于",
      "आप अब",
      "您现在是",
      "从现在起你",
      "你現在是",
      "あなたは今",
      "これからあなたは",
      "今からあなたは",
      "당신은 이제",
      "너는 이제",
      "이제부터 당신은",
      "kamu sekarang adalah",
      "anda sekarang adalah",
      "sekarang kamu adalah",
      "bây giờ bạn là",
      "giờ bạn là",
      "từ bây giờ bạn là",
    ],
    around: MACHINE,
  },
];

/** How far around a telling word the rest of the order stands; scripts without spaces need less. */
const WINDOW_CHARS = 56;
/** A word that stands everywhere is looked at so often, and no more. */
const MAX_LOOKS = 20;
const MAX_FOUND = 20;

interface TellingWord {
  readonly word: string;
  readonly wording: Wording;
}

const TELLING: readonly TellingWord[] = WORDINGS.flatMap((wording) =>
  wording.words.map((word) => ({ word, wording }))
);

/** Shorter pieces of words stand everywhere. */
const MIN_HINT_CHARS = 4;

/** The longest stretch of a word that is ASCII; empty when none is long enough. */
function hintOf(word: string): string {
  const runs = (word.match(/[a-z' -]+/g) ?? []).sort((a, b) => b.length - a.length);
  return (runs[0]?.length ?? 0) >= MIN_HINT_CHARS ? runs[0]! : "";
}

/** Words with a stretch of ASCII, found by one pass for all of them; the others stand in texts of other scripts only. */
interface HintIndex {
  readonly automaton: Automaton;
  /** Per hint of the automaton. */
  readonly byHint: readonly (readonly TellingWord[])[];
  readonly otherScripts: readonly TellingWord[];
}

let hintIndex: HintIndex | undefined;

/** Made when the first text is read: a program that starts should not wait for it. */
function hints(): HintIndex {
  return hintIndex ??= makeHints();
}

function makeHints(): HintIndex {
  const words = new Map<string, TellingWord[]>();
  for (const telling of TELLING) {
    const hint = hintOf(telling.word);
    const known = words.get(hint);
    if (known === undefined) words.set(hint, [telling]);
    else known.push(telling);
  }
  const otherScripts = words.get("") ?? [];
  words.delete("");
  return { automaton: new Automaton([...words.keys()]), byHint: [...words.values()], otherScripts };
}

const NONE: readonly TellingWord[] = [];
const OTHER_SCRIPT = /[\u00c0-\uffff]/;
/** Reused from text to text: a search is synchronous. */
const hits = new LiteralHits();

/** The telling words that may stand in a text. */
function candidatesIn(text: string): readonly TellingWord[] {
  const { automaton, byHint, otherScripts } = hints();
  hits.count = 0;
  automaton.scan(text, { from: 0, to: text.length }, hits);
  const others = OTHER_SCRIPT.test(text) ? otherScripts : NONE;
  if (hits.count === 0) return others;
  const hinted = new Set(hits.ids.subarray(0, hits.count));
  return [...[...hinted].flatMap((id) => byHint[id]!), ...others];
}

/** The plain orders in a text, each with its sentence's surroundings as its span. */
export function findPlainOrders(text: string): PlainOrder[] {
  const found: PlainOrder[] = [];
  const candidates = candidatesIn(text);
  if (candidates.length === 0) return found;
  const lower = lowerOf(text);
  for (const { word, wording: { id, around, unless } } of candidates) {
    let at = lower.indexOf(word);
    for (let looks = 0; at >= 0 && looks < MAX_LOOKS; looks++, at = lower.indexOf(word, at + word.length)) {
      const [start, end] = surroundings(lower, at, at + word.length);
      const near = lower.slice(start, end);
      if (!around.test(near) || unless?.test(near) === true) continue;
      found.push({ id, start, end });
      if (found.length === MAX_FOUND) return found;
    }
  }
  return found;
}

/** Lower case, unit by unit where a capital has a longer small letter, so that offsets stay. */
function lowerOf(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[^\u0130]+/gu, (part) => part.toLowerCase());
}

/** From the sentence's beginning to its end, as far as the window goes. */
function surroundings(text: string, from: number, to: number): [start: number, end: number] {
  let start = from;
  while (start > 0 && from - start < WINDOW_CHARS && !endsSentence(text.charCodeAt(start - 1))) start--;
  let end = to;
  while (end < text.length && end - to < WINDOW_CHARS && !endsSentence(text.charCodeAt(end))) end++;
  return [start, end];
}

/** `. ! ? line feed` and those of Chinese, Japanese, Hindi and Arabic. */
function endsSentence(unit: number): boolean {
  return unit === 0x2e || unit === 0x21 || unit === 0x3f || unit === 0x0a || unit === 0x3002 ||
    unit === 0xff01 ||
    unit === 0xff1f || unit === 0x0964 || unit === 0x061f;
}
