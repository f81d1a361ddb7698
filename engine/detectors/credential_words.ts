/** Word lists by which names and values of credentials are judged. */

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Before the telling word, these make it something else: where a list goes on, what may be public, what counts or sorts. */
export const HARMLESS_BEFORE = words(`
accepted audio bos cache cached change column completion continuation csrf cursor dedupe donkey eos
foreign forgot group has hash hockey hot hotkey i18n idempotency index input is issue jockey key
keyboard lookup map max message min monkey n next no num object output pad page pagination parent
partition prev previous primary project prompt pub public publishable reasoning rejected reset
resume routing row shard shortcut sort special stop sync team template text total translation turkey turnkey
unk update upload whiskey without xsrf
`);

/** After the telling word, these only describe a secret: its type, name, age, address, or are an ending of the word itself. */
export const HARMLESS_AFTER = words(`
action age alert alerts alg algorithm arn at board by bytes class count counts created description
details digest dir disabled ed enabled endpoint enticated entication event expiration expire expires
expiry field fields file filename fingerprint for format frame frames hash header hint id ids in
index info ing issuer ized izer izers label last length less limit location logprobs manager map
method mode name names offset on or or_association order ored ority orization orized ors path
placeholder policy prefix provider ref required resource ring rings s scanning scope scopes service
size space state status store strategy text title ttl type updated uri url urls usage valid version
word words
`);

/** Values that are words of a language or protocol. */
export const LITERALS = words(`
basic bearer false nil none null optional required string true undefined
`);

/** Values that documents and forms show in place of a password, and words that follow "password" in sentences. */
export const SAMPLE_PASSWORDS = words(`
admin also auth authentication been blank cannot change confirm confirmation credentials each email
empty field foobar forgot from grant guest hash hashed have hidden incorrect input into invalid
label login manager more must name need only over pass passwd password protected pwd refresh_token
reset root secret secret123 should some such test test123 testing text than that then this token
user username value when will with wrong your
`);
