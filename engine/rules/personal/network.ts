/** Addresses of machines, which often are those of one person, and of wallets. */
import { isBase58Address, isBech32Address, judgeEthereum } from "../../detectors/crypto_address.ts";
import { detectIpv4, isIpv6 } from "../../detectors/ip.ts";
import type { Rule } from "../rule.ts";

const MAC =
  /^(?:[0-9A-F]{2}(?:(?::[0-9A-F]{2}){5}|(?:-[0-9A-F]{2}){5})|[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4})$/i;

export const NETWORK_RULES: readonly Rule[] = [
  {
    trigger: "number",
    digits: [4, 12],
    id: "ip-address",
    kind: "IP",
    class: "PII",
    description: "Public IPv4 address: often leads to one household",
    severity: "low",
    confidence: "LOW",
    detect: detectIpv4,
    source: "https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml",
    homes: [],
    examples: ["seen from 41.176." + "181.243 today", '{"client_ip":"8.20.' + '30.40"}'],
    nearMisses: ["version 8.20.30.40", "10.1.2.3", "300.20.30.40", "1.2.3.4.5", "192.168.1.10"],
  },
  {
    trigger: "word",
    lengths: [6, 39],
    id: "ipv6-address",
    kind: "IP",
    class: "PII",
    description: "Public IPv6 address: often leads to one device",
    severity: "low",
    confidence: "LOW",
    detect: ({ text, span: { start, end } }) =>
      isIpv6(text.slice(start, end)) ? { start, end, confidence: "LOW" } : null,
    source: "https://www.rfc-editor.org/rfc/rfc4291",
    homes: [],
    examples: ["2a02:8071:b1" + "ff:1::2"],
    nearMisses: ["fe80::1", "12:34:56", "std::vector1", "::1"],
  },
  {
    trigger: "keyword",
    id: "ipv6-address-named",
    kind: "IP",
    class: "PII",
    description: "Public IPv6 address in a text: often leads to one device",
    severity: "low",
    confidence: "LOW",
    keywords: ["address", "ipv6", "inet6", " ip ", "ip:"],
    pattern:
      /(?:address|ipv6|inet6|ip)(?: address| is)?[ :="'[]{1,4}([0-9a-f]{1,4}:[0-9a-f:]{4,34})(?![0-9a-z:])|ip ([0-9a-f]{1,4}:[0-9a-f:]{4,34})(?![0-9a-z:])/i,
    validate: ({ value }) => isIpv6(value) ? "LOW" : null,
    source: "https://www.rfc-editor.org/rfc/rfc4291",
    homes: [],
    examples: ["from address 2a02:8071:b1" + "ff:1::2 today"],
    nearMisses: ["address fe80::1", "ip: 12:34:56"],
  },
  {
    trigger: "word",
    lengths: [14, 17],
    id: "mac-address",
    kind: "MAC",
    class: "PII",
    description: "MAC address: names one device",
    severity: "low",
    confidence: "LOW",
    detect: ({ text, span: { start, end } }) => {
      const value = text.slice(start, end);
      return MAC.test(value) && isDevice(value) ? { start, end, confidence: "LOW" } : null;
    },
    source: "https://standards.ieee.org/products-programs/regauth/",
    homes: [],
    examples: ["00-1A-2B" + "-3C-4D-5E", "00:1a:2b" + ":3c:4d:5e"],
    nearMisses: ["00:00:00:00:00:00", "FF-FF-FF-FF-FF-FF", "10:2F:33-AC-29-C3", "00:1A:2B:3C:4D"],
  },
  {
    trigger: "keyword",
    id: "mac-address-named",
    kind: "MAC",
    class: "PII",
    description: "MAC address in a text: names one device",
    severity: "low",
    confidence: "LOW",
    keywords: ["mac", "hardware addr", "physical addr", "ether", "hwaddr", "bssid"],
    pattern:
      /(?<![A-Za-z])(?:macs?|hardware|physical|ether|hwaddr|bssid)(?:[ _]?addr(?:ess)?)?(?: is)?[ :="']{1,4}([0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![0-9a-z:-])/i,
    validate: ({ value }) => isDevice(value) ? "LOW" : null,
    source: "https://standards.ieee.org/products-programs/regauth/",
    homes: [],
    examples: ["MAC: 00:1A:2B" + ":3C:4D:5E", "physical address is 001a.2b3c" + ".4d5e"],
    nearMisses: ["MAC: 00:00:00:00:00:00", "mac: ZZ:ZZ:ZZ:ZZ:ZZ:ZZ", "machine 00:1A:2B:3C:4D:5E"],
  },
  {
    trigger: "keyword",
    id: "bitcoin-address",
    kind: "CRYPTO_ADDRESS",
    class: "PII",
    description: "Bitcoin address: all that ever went in and out of it is public",
    severity: "low",
    confidence: "MEDIUM",
    keywords: ["bc1"],
    pattern: /(?<![A-Za-z0-9])bc1[ac-hj-np-z02-9]{11,71}(?![A-Za-z0-9])/i,
    validate: ({ value }) => isBech32Address(value) ? "MEDIUM" : null,
    source: "https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki",
    homes: [],
    examples: ["send to bc1qw508d6qejxtdg4y5" + "r3zarvary0c5xw7kv8f3t4"],
    nearMisses: ["bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "abc1qw508d6"],
  },
  {
    trigger: "word",
    lengths: [26, 35],
    id: "bitcoin-address-base58",
    kind: "CRYPTO_ADDRESS",
    class: "PII",
    description: "Bitcoin address of the older kinds: all that ever went in and out of it is public",
    severity: "low",
    confidence: "MEDIUM",
    detect: ({ text, span: { start, end } }) =>
      isBase58Address(text.slice(start, end)) ? { start, end, confidence: "MEDIUM" } : null,
    source: "https://developer.bitcoin.org/reference/transactions.html#address-conversion",
    homes: [],
    examples: ["1A1zP1eP5QGefi2DMPT" + "fTL5SLmv7DivfNa"],
    nearMisses: ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "2A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
  },
  {
    trigger: "keyword",
    id: "bitcoin-address-named",
    kind: "CRYPTO_ADDRESS",
    class: "PII",
    description: "Bitcoin address in a text: all that ever went in and out of it is public",
    severity: "low",
    confidence: "MEDIUM",
    keywords: ["bitcoin", "btc", "wallet", "address"],
    pattern:
      /(?<![A-Za-z])(?:bitcoin|btc|wallet|address)(?: (?:address|wallet))?(?: (?:is|to))?[ :="']{1,4}([13][1-9A-HJ-NP-Za-km-z]{25,34})(?![A-Za-z0-9])/i,
    validate: ({ value }) => isBase58Address(value) ? "MEDIUM" : null,
    source: "https://developer.bitcoin.org/reference/transactions.html#address-conversion",
    homes: [],
    examples: ["my wallet address is 1A1zP1eP5QGefi2DMPT" + "fTL5SLmv7DivfNa"],
    nearMisses: ["wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "wallet 1234"],
  },
  {
    trigger: "keyword",
    id: "ethereum-address",
    kind: "CRYPTO_ADDRESS",
    class: "PII",
    description: "Ethereum address: all that ever went in and out of it is public",
    severity: "low",
    confidence: "LOW",
    keywords: ["0x"],
    pattern: /(?<![A-Za-z0-9])0x[0-9a-f]{40}(?![A-Za-z0-9])/i,
    validateUnits: 1_200,
    validate: ({ value }) => judgeEthereum(value),
    source: "https://eips.ethereum.org/EIPS/eip-55",
    homes: [],
    examples: ["pay 0x5aAeb6053F3E94C9b9A09" + "f33669435E7Ef1BeAed"],
    nearMisses: [
      "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
      "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
      "0x" + "0".repeat(40),
    ],
  },
];

/** Neither nobody nor everybody. */
function isDevice(address: string): boolean {
  return new Set(address.toLowerCase().replace(/[^0-9a-f]/g, "")).size > 1;
}
