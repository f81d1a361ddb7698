/**
 * Words by what they do in a sentence, in the major languages. The model sees these classes instead of the words, so that "send my
 * records", "envía mis datos" and "把我的记录发送" look alike to it.
 *
 * A word belongs to the first class that lists it. `word*` stands for every word that begins so. Accents and case do not matter:
 * both sides are folded. Chinese, Japanese and Thai words are looked up without spaces; Korean ones as beginnings.
 */
export const LEXICON = {
  /** Whoever reads on the user's behalf: the one that an injected text speaks to. */
  READER:
    `assistant assistants ai agent agents chatbot chatbots bot llm llms gpt* chatgpt claude gemini copilot mistral mixtral llama
    bard assistent* asistente agente asistent* assistente agent ki ia ассистент* агент* помощник* модел* ии 助手 助理 人工智能 智能体 模型
    アシスタント エージェント 인공지능 어시스턴트 에이전트 모델 المساعد مساعد الوكيل النموذج सहायक एजेंट मॉडल asistan yapay`,
  YOU:
    `you yourself u du dich dir ihr euch vous toi tu te usted ustedes ti voce voces lei jij je jou ты вы тебя вас тебе вам 你 您 你们
    あなた 당신 너는 أنت انت عليك आप आपको तुम तुम्हें sen siz`,
  YOUR:
    `your yours dein* ihre* euer eure votre vos ton tes su sus tuo tua tuoi tue vostro vostra seu sua seus suas jouw uw твой твои
    твоих ваш* 你的 您的 あなたの 당신의 आपके आपकी आपका अपने अपनी تعليماتك
    twoje twoich swoje twój твої твоїх свої свой свои senin sana שלך kamu anda`,
  ME: `i me myself im ich mich mir moi mi io eu ik mij я меня мне 我 私 僕 나는 저는 मैं मुझे ben`,
  MY:
    `my mine mein* mon ma mes mis mio mia miei mie meu minha meus minhas mijn мой мои моих моя моё моей мою 我的 私の 나의 내 제 मेरे मेरा मेरी
    benim`,
  WE:
    `we us our ours wir uns unser* nous notre nos nosotros nuestro* nuestra* noi nostro nostra nosso nossa wij ons onze мы нас наш* 我们
    我們 私たち 우리 हम हमारे`,
  USER:
    `user users owner customer customers client clients human humans reader readers visitor visitors recipient nutzer* benutzer*
    anwender* kunde* utilisateur* usuario* usuaria* cliente* utente utenti gebruiker* пользовател* клиент* 用户 使用者 用戶 ユーザー 사용자
    المستخدم उपयोगकर्ता`,
  IGNORE:
    `ignore disregard* forget override overrule bypass neglect discard dismiss ignorier* vergiss vergessen
    missachte* ignorez ignorer oublie oubliez ignora ignoren ignorar olvida* omite dimentica* ignorare ignori esqueca* desconsidere* negeer
    negeren vergeet игнорир* забудь* проигнорир* 忽略 无视 忽視 無視 忘记 忘掉 忘れ 무시 잊어 잊고 تجاهل تجاهلي انس انسى अनदेखा नज़रअंदाज़ उपेक्षा भूल
    yoksay yok say উপেক্ষা ভুলে เพิกเฉย ละเว้น
    abaikan balewalain huwag ignoruj zignoruj gormezden উপেক্ষা ไม่สนใจ
    nieprzestrzegaj pomin pomijaj zapomnij ігноруй* проігноруй* забудь відкинь нехтуй unut* gormezden התעלם התעלמו להתעלם שכח תתעלם
    lupakan hiraukan phot qua quen 不理会 不管 抛弃 無視して 忘れて 따르지`,
  PRIOR:
    `previous previously prior above earlier preceding foregoing original initial existing former vorherig* vorig* bisherig* obig*
    vorangegangen* precedent* anterieur* anteriores anterior previa* previo* precedenti precedente vorige eerdere предыдущ* прежн*
    предшеств* выше 之前 以前 先前 以上 上面 前述 以前の これまで 上記 前の 이전 위의 앞의 السابقة السابق पिछले पिछली पूर्व onceki আগের ก่อนหน้า
    sebelumnya nakaraang poprzedni* পূর্বের
    wczesniejsz* poprzednich попередн* раніш* вище yukaridaki önceki daha הקודמות הקודם קודמות הקודמים שקיבלת terdahulu diatas
    truoc trên 此前 先前的 先の 앞선`,
  INSTR:
    `instruction instructions iunstructions directive directives guideline guidelines prompt prompts rules command commands orders
    constraints programming anweisung* befehl* richtlinie* vorgaben consigne* instrucciones instruccion instrucao instrucoes istruzion*
    directrices indicaciones comandi instructies opdracht* инструкци* указани* команд* правил* 指示 指令 说明 說明 命令 规则 提示词 指示を
    インストラクション プロンプト 지시 지침 명령 التعليمات تعليمات الأوامر निर्देश निर्देशों talimat* নির্দেশ คำสั่ง
    instruksi tagubilin polecen* instrukcj* নির্দেশনা คำแนะนำ
    instrukcji wytyczn* zasad инструкц* інструкц* вказівк* правила yonerge* komut* kural* הוראות ההוראות הנחיות ההנחיות כללים הכללים
    perintah arahan petunjuk huong lenh quy 要求 规定 指导 ルール 規則 규칙`,
  NEXT:
    `following subsequent below next new hereafter folgend* nachstehend* neue neuen suivant* ci-dessous nouvelle* nouveau siguiente*
    nueva nuevas nuevo seguente seguenti nuove nuovo seguinte* novas novo volgende nieuwe следующ* новы* 以下 下面 新的 下列 次の 新しい 다음 새로운
    التالية الجديدة निम्नलिखित नए`,
  SEND:
    `send sends sent sending forward forwards transmit submit upload share shares deliver relay exfiltrate publish dispatch sende
    senden schick* ubermittle* ubertrage* weiterleite* leite teile envoie envoyez envoyer transmet* transfere* partage* envia* enviar
    envie* enviale enviarlo reenvia* comparte* manda mandare invia inviare inoltra* condividi* encaminhe compartilh* stuur sturen
    verzend* deel отправ* перешл* пошли* вышли* передай* 发送 发给 发到 寄给 转发 发邮件 上传 分享 傳送 送信 送って 送る 転送 共有 보내 전송 전달 공유 أرسل ارسل
    إرسال وإرسالها ارسال شارك भेजें भेजो भेज साझा gonder* পাঠান ส่ง`,
  MAIL:
    `email emails e-mail mail mails message messages sms text dm post posts nachricht* courriel message* correo* mensaje* messaggi*
    mensagem mensagens bericht berichten письм* сообщени* почт* 邮件 消息 电邮 邮箱 郵件 メール メッセージ 이메일 메일 메시지 بريد رسالة البريد ईमेल
    संदेश ইমেল อีเมล`,
  GET:
    `get gets retrieve fetch find obtain gather collect access read search look download extract view dump check list show locate
    lookup query scan finde hole hol lies suche rufe recupere* obtiens obtenir trouve* cherche* lis liste obten* busca* encuentra* lee
    recupera* accede* trova* ottieni* leggi cerca* encontre obtenha busque leia haal zoek найди* получи* прочит* собери* 获取 查找 读取 检索
    搜索 收集 取得 検索 取得し 読み 가져 검색 찾아 احصل استرجاع ابحث استرد प्राप्त खोज पुनर्प्राप्त पढ़ें উদ্ধার`,
  DELETE:
    `delete deletes remove erase wipe cancel drop purge revoke disable deactivate unsubscribe leave uninstall terminate destroy
    lösche* losche* entferne* kundige* supprime* efface* annule* elimina* borra* cancela* rimuovi* cancella* exclua* apague* remova*
    verwijder* wis удал* сотри* отмен* 删除 取消 移除 清空 刪除 削除 消して キャンセル 삭제 제거 취소 احذف حذف إلغاء हटाएं हटा मिटा रद्द sil`,
  CHANGE:
    `update change modify set edit reset replace rename adjust switch move increase decrease ändere* andere aktualisier* setze
    modifie* change* remplace* actualiza* cambia* modifica* aggiorna* imposta* altere* atualize* wijzig* verander* измени* обнови* смени*
    更改 修改 更新 重置 替换 変更 更新して 변경 수정 업데이트 غيّر غير تحديث बदलें बदल अपडेट degistir*`,
  CREATE:
    `create make schedule register book reserve invite generate open start order ordering buy purchase subscribe arrange plan
    erstelle* buche* reservier* lade cree* creez creer reserve* invite* crea crear reserva* compra* invita* prenota* crie maak boek
    создай* забронир* купи* пригласи* закажи* 创建 预订 购买 邀请 安排 作成 予約 購入 招待 생성 예약 구매 초대 أنشئ احجز اشتر बनाएं बुक खरीद`,
  PAY:
    `pay transfer transfers wire withdraw deposit donate sell remit refund reimburse spend uberweise* bezahle* zahle* verkauf*
    vire* verse* paye* payez paga* transfiere* transferir retira* vende* bonifica* trasferisci* versa* transfira pague betaal*
    overmaak* переведи* перевед* оплати* заплати* продай* 转账 支付 付款 汇款 提现 出售 振り込 送金 支払 송금 이체 결제 ادفع حوّل تحويل भुगतान
    ट्रांसफर`,
  RUN:
    `run execute install invoke call use using launch enable activate load apply trigger perform engage utilize fuhre* installier*
    nutze benutze verwende* starte execute* lance* installe* utilise* ejecuta* instala* usa utiliza* esegui* installa* execute* instale*
    voer gebruik запусти* выполни* установи* используй* вызови* 运行 执行 安装 使用 调用 实行 実行 使って 使用し 呼び出 실행 설치 사용 호출 نفّذ نفذ شغّل
    استخدم चलाएं निष्पादित उपयोग इस्तेमाल calistir*`,
  VISIT:
    `visit click go navigate browse follow besuche* klicke* gehe visite* clique* cliquez va allez visita* haz clic clicca* vai
    acesse* bezoek klik перейди* нажми* посети* 访问 点击 打开 点开 クリック アクセス 開いて 방문 클릭 زيارة انقر जाएं क्लिक`,
  GRANT:
    `grant allow authorize approve permit confirm accept verify unlock whitelist genehmige* erlaube* bestatige* autorise*
    approuve* autoriza* aprueba* autorizza* approva* aprove keur одобри* разреши* подтверди* 授权 批准 允许 確認 承認 許可 승인 허용 وافق स्वीकृत`,
  SAY:
    `say tell mention state respond reply answer output print write repeat inform claim declare conclude announce explain describe
    provide give sage sag antworte* schreibe* nenne* gib teile dis dites reponds repondez ecris ecrivez indique* indiquez declare*
    affirme* di dile responde* escribe* menciona* indica* declara* rispondi* scrivi* dichiara* afferma* diga responda* escreva*
    mencione zeg antwoord schrijf vermeld скажи* ответ* напиши* сообщи* укажи* 说 回答 回复 告诉 声明 输出 写 答える 言って 述べて 答えて
    出力 返信 말하 대답 답변해 출력 작성 قل أجب اكتب وقل أن कहें कहो बताएं लिखें जवाब soyle* belirt*
    katakan sabihin powiedz বলুন বল লিখুন บอก ระบุ`,
  ADD:
    `add include append insert incorporate integrate embed introduce attach merge blend inject weave infuse place supplement fuge
    ergänze* erganze* einfug* ajoute* ajoutez inclus* incluez insere* inserez anade* agrega* incluye* inserta* aggiungi* includi*
    inserisci* adicione* inclua* insira* voeg добав* включи* вставь* 添加 加入 插入 包含 附上 追加 含めて 挿入 추가 포함 삽입 أضف أدرج जोड़ें शामिल ekle*`,
  RECOMMEND:
    `recommend suggest promote advertise encourage advise praise endorse highlight tease hint enhance empfiehl* empfehl* bewirb*
    recommande* suggere* promeus recomienda* sugiere* promociona* raccomanda* consiglia* suggerisci* recomende* sugira* promova*
    beveel рекоменд* посовету* предлож* 推荐 建议 宣传 推薦 勧め おすすめ 추천 권장 اقترح أوصِ सुझाव सिफारिश oner*`,
  STYLE:
    `encrypt encode decode cipher caesar base64 rot13 reverse reversed reversing backward backwards invert misspell misspelled
    misspellings scramble jumble shift substitute substitution substitutions vowels vowel uppercase lowercase emoji emojis rhyme pirate
    render convert translate rewrite spell typos letters ubersetze* rückwärts verschlussel* traduis* chiffre* traduce* cifra* traduci*
    traduza vertaal переведите зашифру* 翻译 加密 反转 翻訳 逆順 暗号 번역 암호`,
  ANSWER:
    `answer answers response responses reply replies summary summaries output outputs conversation antwort* zusammenfassung*
    reponse* resume respuesta* resumen risposta risposte riassunto resposta* resumo antwoorden samenvatting ответе резюме 回答中 答复
    回复中 摘要 总结 回答に 返答 要約 답변 응답 요약 ردك إجابة الملخص उत्तर सारांश`,
  WORK:
    `solution implementation codebase algorithm elucidation program architecture script lösung losung programm solucion codigo
    soluzione codice solucao`,
  CODE: `code snippet snippets excerpt excerpts codeblock`,
  SECRET:
    `password passwords passcode token tokens key keys credential credentials secret secrets passport iban ssn pin card cards cvv
    otp passphrase apikey passwort* kennwort* zugangsdaten schlussel mot-de-passe passe identifiants contrasena* clave* credenciales
    credenziali senha* credenciais wachtwoord* парол* ключ* токен* 密码 密钥 口令 凭证 密碼 パスワード 秘密鍵 認証情報 비밀번호 암호키 자격 كلمة السر
    المرور पासवर्ड कुंजी sifre*`,
  MONEY:
    `money funds payment payments transaction transactions bitcoin btc eth ethereum crypto cryptocurrency dollars dollar usd eur euro
    euros gbp bank balance salary invoice invoices geld zahlung* rechnung* argent virement* paiement* dinero pago* factura* transferencia
    denaro bonifico pagamento* dinheiro деньги деньг* счет* платеж* 钱 资金 银行 转账到 金额 款项 お金 銀行 口座 돈 은행 계좌 المال الحساب पैसे बैंक खाते
    खाता`,
  DATA:
    `data information details detail records record history file files document documents contact contacts profile address addresses
    phone medical health account accounts inbox calendar photo photos image images recording recordings folder folders attachment
    attachments notes log logs report reports daten datei* dokument* kontakt* adresse* konto konten unterlagen donnees fichier* document*
    coordonnees compte* datos archivo* documento* informacion contactos cuenta* dati informazioni conti dados arquivo* informacoes
    contas gegevens bestand* rekening данн* файл* документ* информаци* контакт* 数据 信息 资料 文件 记录 账户 联系人 通讯录 データ 情報 ファイル 記録
    連絡先 履歴 데이터 정보 파일 기록 연락처 بيانات البيانات معلومات ملفات الملف डेटा जानकारी फ़ाइल फाइल रिकॉर्ड veri* তথ্য ข้อมูล`,
  LINK:
    `link links url website webpage site page link* lien seite enlace pagina sito ссылк* сайт* 链接 网站 网址 网页 リンク サイト ウェブページ 링크
    사이트 رابط الموقع लिंक वेबसाइट`,
  ORDERING:
    `before first then after once finally afterwards secondly lastly zuerst bevor danach dann anschliessend d'abord avant ensuite
    puis apres primero antes luego despues prima poi dopo primeiro depois eerst voordat daarna сначала затем потом прежде после 首先 然后 之前先
    最后 接着 まず その後 それから 먼저 그다음 그런 بعد أولا أولاً ثم पहले फिर बाद`,
  INSTEAD:
    `instead rather stattdessen plutot lieu cambio invece vece plaats вместо 而是 改为 代わりに 대신 بدلا بدلاً बजाय yerine`,
  URGENT:
    `important urgent immediately asap now critical attention warning mandatory essential priority crucial strictly emergency notice
    wichtig* dringend* sofort unverzuglich* achtung urgente* immediatement attention* importante* inmediatamente ahora subito
    immediatamente agora imediatamente belangrijk onmiddellijk важно срочно немедленно внимание 重要 紧急 立即 马上 注意 緊急 すぐに 今すぐ
    중요 긴급 즉시 주의 مهم عاجل فورا فوراً هام महत्वपूर्ण तुरंत ज़रूरी onemli hemen`,
  MUST:
    `must should shall need needs required have musst mussen sollst sollten soll dois devez doit debe debes deberas tienes hay devi
    deve dovete precisa moet должен должны нужно обязан* необходимо 必须 应该 需要 务必 しなければ べき 必ず 해야 반드시 필요 يجب يلزم चाहिए होगा मুst`,
  NEG:
    `not don't dont never no without cannot won't nicht kein* nie ohne ne pas jamais sans nunca sin non mai senza nao sem niet nooit
    zonder не никогда нельзя без 不要 不得 别 切勿 不 しないで ないで 決して 말고 마세요 절대 لا بدون मत नहीं बिना`,
  REVEAL:
    `reveal disclose notify alert discuss verrat* erwahne* informier* revele* mentionne* informe* reveles menciones reveles
    rivelare menzionare revele informe noem раскрыва* упомина* сообщай* говори 透露 提及 提到 告知 明かさ 知らせ 言わ 언급 알리 تخبر تذكر उल्लेख
    न बताएं`,
  COVERT:
    `secretly quietly silently covertly discreetly confidential hidden heimlich unbemerkt discretement secretement
    silencieusement secreto silencio discretamente segretamente segreto segredo stiekem тайно незаметно втайне 秘密地 悄悄 暗中 こっそり 密かに
    몰래 비밀리에 سرا سراً चुपके गुप्त`,
  TOOL:
    `tool tools function functions api plugin endpoint werkzeug* funktion outil* fonction herramienta* funcion strumento funzione
    ferramenta* funcao инструмент* функци* 工具 函数 ツール 関数 도구 함수 أداة टूल`,
  SYSTEM:
    `system admin administrator developer mode root debug jailbreak sudo systeme sistema administrador modus систем* админ*
    режим* 系统 管理员 模式 开发者 システム 管理者 モード 시스템 관리자 모드 النظام وضع सिस्टम मोड সিস্টেম`,
  PLEASE:
    `please kindly bitte svp favor veuillez merci favore prego alstublieft graag пожалуйста 请 請 ください 下さい お願い 부탁 주세요 رجاء
    يرجى فضلك कृपया lutfen অনুগ্রহ โปรด กรุณา thanks`,
  CAN:
    `can could would will may might kannst konnen könnten konnten pourriez peux pouvez podrias puede puedes puoi potresti pode poderia
    kunt kun можешь можете 能 可以 请问 できますか 할 수 هل क्या`,
  WH:
    `what how which who where when why whose was wie welche* wer wo warum quoi comment quel quelle* qui ou pourquoi que como cual quien
    donde cuando quale chi dove perche qual quem onde wat hoe welke wie waar что как какой кто где почему 什么 如何 怎么 哪 谁 何 どう
    どの どこ 무엇 어떻게 어디 누가 ماذا كيف أين क्या कैसे कौन कहाँ`,
  TASK:
    `task tasks request requests question questions todo job mission goal aufgabe* tache* demande tarea* compito taak задач* 任务 请求
    问题 タスク 依頼 작업 요청 المهمة कार्य`,
  HELP: `help hilf aide* ayuda* aiuta* ajude помоги 帮助 帮我 手伝 도와 ساعد मदद`,
  ALL:
    `all every any entire whole each everything alle* tous toute* todo* todas tutti tutte ogni todos все* каждый 所有 全部 一切 任何 すべて 全て
    모든 전부 جميع كل सभी सब
    wszystkie wszystkich всі всіх усі tüm butun bütün כל semua seluruh tất tat moi`,
  TO:
    `to into towards via through at with an zu nach a vers para a al per em aan naar в на к 到 给 至 に へ 에게 로 إلى على को पर`,
  FALSE:
    `fake false misleading fabricated rumor rumour baseless untrue nonexistent non-existent fictitious falsch* gefalscht* faux
    fausse* falso* falsa* ложн* фальшив* 虚假 假的 偽 가짜 زائف झूठा`,
  PROMO:
    `newsletter discount offer offers sale coupon headline sensational lottery winnings prize investment antivirus subscribe exclusive
    deal deals free promotion advertisement`,
  PRETEND:
    `pretend imagine suppose assume hypothetical hypothetically parallel universe dystopian roleplay fictional scenario act world
    stell angenommen imaginons supposons imagina supongamos finge fingi immagina supponiamo imagine suponha представь* предположим
    想象 假设 假装 仮定 想像 仮に 가정 상상 تخيل لنفترض افترض कल्पना मान hayal varsay*`,
  ABOUT_ATTACK:
    `injection injections attack attacks attacker attackers malicious vulnerability vulnerabilities exploit jailbreaks
    adversarial phishing mitigation defend defense detect detector`,
  HEDGE:
    `if when unless whether because such example examples e.g i.e typically usually often generally wenn falls weil si lorsque
    cuando quando если когда 如果 例如 もし たとえば 만약 예를 إذا अगर यदि`,
  GREET:
    `hi hello hey dear hallo bonjour hola ciao ola привет здравствуйте 你好 こんにちは 안녕 مرحبا नमस्ते regards sincerely cheers best`,
  THIRD: `he she it they them his her their it its`,
} as const;

export type WordClass = keyof typeof LEXICON;
