/** Keys of wallets: whoever has them owns what the wallet holds. */
import { findSeedPhrases, isBase58Check } from "../detectors/wallet_key.ts";
import { hasVariety } from "../detectors/entropy.ts";
import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

/** Words around a number of 32 bytes that make it a key, and such as make it a hash. */
const KEY_WORDS = /priv(?:ate)?[ _-]?key|wallet|secret|signer|mnemonic|deployer|metamask|seed/i;
const HASH_WORDS = /hash|\btx|transaction|block|receipt|root|digest|topic|sha|commit|address/i;
const CONTEXT_CHARS = 100;

/** The standard's own test vectors, put together here so that no scanner takes them for a wallet. */
const PHRASE = "legal winner thank year wave sausage " + "worth useful legal winner thank yellow";
const XPRV = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jP" +
  "PqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";

export const WALLET_KEY_RULES: readonly Rule[] = [
  {
    trigger: "phrase",
    id: "seed-phrase",
    kind: "SEED_PHRASE",
    class: "SECRETS",
    description: "Seed phrase of a wallet: all of its keys come from it",
    severity: "critical",
    confidence: "HIGH",
    find: findSeedPhrases,
    source: "https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki",
    homes: [],
    examples: [PHRASE, `my words are: ${PHRASE}.`],
    nearMisses: [PHRASE.replace("yellow", "year"), PHRASE.split(" ").slice(0, 9).join(" ")],
  },
  providerSecret({
    id: "extended-private-key",
    kind: "PRIVATE_KEY",
    description: "Extended private key of a wallet: all keys below it come from it",
    severity: "critical",
    keywords: ["xprv", "yprv", "zprv", "tprv"],
    pattern: /(?<![A-Za-z0-9])[xyzt]prv[1-9A-HJ-NP-Za-km-z]{107}(?![A-Za-z0-9])/,
    validate: ({ value }) => (isBase58Check(value) ? "HIGH" : null),
    validateUnits: 300,
    source: "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
    homes: [],
    examples: [XPRV],
    nearMisses: [XPRV.slice(0, -1) + "j", "xprv" + fake.alnum(20)],
  }),
  providerSecret({
    id: "wallet-import-key",
    kind: "PRIVATE_KEY",
    description: "Bitcoin private key in import format: spends what its address holds",
    severity: "critical",
    publicPrefix: false,
    named: true,
    rank: 2,
    keywords: ["wif", "private key", "private_key", "privatekey", "privkey", "bitcoin", "wallet", "btc"],
    pattern:
      /(?:wif|priv(?:ate)?[ _-]?key|bitcoin|wallet|btc)[^\n]{0,40}?(?<![A-Za-z0-9])([5KL][1-9A-HJ-NP-Za-km-z]{50,51})(?![A-Za-z0-9])/i,
    validate: ({ value }) => (isBase58Check(value) ? "HIGH" : null),
    validateUnits: 200,
    source: "https://en.bitcoin.it/wiki/Wallet_import_format",
    homes: [],
    examples: ["wif: 5HueCGU8rMjxEXxiPuD5BDku4MkFq" + "eZyd4dZ1jvhTVqvbTLvyTJ"],
    nearMisses: ["wif: 5HueCGU8rMjxEXxiPuD5BDku4MkFq" + "eZyd4dZ1jvhTVqvbTLvyTK"],
  }),
  providerSecret({
    id: "ethereum-private-key",
    kind: "PRIVATE_KEY",
    description: "Private key of an Ethereum account: spends what it holds",
    severity: "critical",
    publicPrefix: false,
    named: true,
    rank: 2,
    keywords: ["0x"],
    pattern: /(?<![A-Za-z0-9])0x([0-9a-fA-F]{64})(?![0-9a-fA-F])/,
    validate: ({ value, text, start, end }) => {
      const around = text.slice(Math.max(0, start - CONTEXT_CHARS), end + CONTEXT_CHARS);
      if (!KEY_WORDS.test(around) || HASH_WORDS.test(around)) return null;
      return hasVariety(value.toLowerCase(), { minEntropy: 3 }) ? "HIGH" : null;
    },
    source: "https://ethereum.org/developers/docs/accounts/",
    homes: [],
    examples: ["PRIVATE_KEY=0x" + fake.hex(64), "the wallet opens with 0x" + fake.hex(64, 2)],
    nearMisses: ["tx hash 0x" + fake.hex(64), "0x" + fake.hex(64, 3), "wallet address 0x" + fake.hex(40)],
  }),
  providerSecret({
    id: "putty-private-key",
    kind: "PRIVATE_KEY",
    description: "Private lines of a PuTTY key file: sign in as its owner",
    severity: "critical",
    publicPrefix: false,
    rank: 2,
    keywords: ["private-lines:"],
    pattern:
      /Private-Lines: ?\d{1,4}(?:\\[rn]|\s){1,8}([A-Za-z0-9+/=\s\\]{40,8000}?)(?=Private-(?:MAC|Hash)|[^A-Za-z0-9+/=\s\\]|$)/,
    source: "https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html",
    homes: [],
    examples: [
      `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n${fake.base64(48)}\nPrivate-MAC: ${
        fake.hex(64)
      }`,
    ],
    nearMisses: ["Private-Lines: 1\nPrivate-MAC: 00"],
  }),
];
