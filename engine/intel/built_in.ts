/**
 * Places that collect, hide or forward what is sent to them, by kind. Each is there for anyone at once and without a name, which is why
 * data ends up there. A leading dot means the domain and every name below it. Data, with where it is told.
 */
import { readPlace } from "./entry.ts";
import { HostTable } from "./host_table.ts";
import type { IntelList } from "./intel_list.ts";

export interface PlaceGroup {
  readonly kind: string;
  /** Where the services tell of these names. */
  readonly sources: readonly string[];
  readonly entries: string;
}

export const BUILT_IN_PLACES: readonly PlaceGroup[] = [
  {
    // Shows whoever made the address all that is sent to it.
    kind: "exfil_sink",
    sources: [
      "https://docs.webhook.site",
      "https://pipedream.com/docs",
      "https://beeceptor.com/docs",
      "https://requestcatcher.com",
      "https://requestrepo.com",
      "https://smee.io",
    ],
    entries: `
      .webhook.site .pipedream.net .requestbin.com .requestbin.net .requestcatcher.com .requestinspector.com .requestrepo.com
      .beeceptor.com .hookbin.com .hookb.in .ptsv2.com .ptsv3.com .postb.in .mockbin.org .mockbin.io .webhook.cool .webhook-test.com
      .httpdump.app .typedwebhook.tools .webhookrelay.com .smee.io .pingb.in https://www.toptal.com/developers/postbin/`,
  },
  {
    // Out-of-band probes: even a look-up of the name is seen by whoever made it.
    kind: "exfil_sink",
    sources: [
      "https://github.com/projectdiscovery/interactsh",
      "https://portswigger.net/burp/documentation/collaborator",
      "https://docs.canarytokens.org",
      "http://dnslog.cn",
      "http://ceye.io",
    ],
    entries: `
      .interact.sh .interactsh.com .oast.pro .oast.live .oast.site .oast.online .oast.fun .oast.me .burpcollaborator.net .oastify.com
      .canarytokens.com .canarytokens.org .dnslog.cn .dnslog.pw .ceye.io .eyes.sh .xss.ht .bxss.me .r87.me`,
  },
  {
    // Leads to a machine that someone has at home.
    kind: "tunnel",
    sources: [
      "https://ngrok.com/docs",
      "https://github.com/localtunnel/localtunnel",
      "https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/do-more-with-tunnels/trycloudflare",
      "https://serveo.net",
      "https://localhost.run/docs",
      "https://pinggy.io/docs",
      "https://learn.microsoft.com/azure/developer/dev-tunnels",
    ],
    entries: `
      .ngrok.io .ngrok.app .ngrok.dev .ngrok-free.app .ngrok-free.dev .ngrok.pizza .loca.lt .localtunnel.me .trycloudflare.com .serveo.net
      .serveousercontent.com .localhost.run .lhr.life .lhr.rocks .pinggy.link .pinggy.online .pinggy.io .bore.pub .tunnelmole.net
      .share.zrok.io .playit.gg .ply.gg .telebit.io .pktriot.net .loclx.io .devtunnels.ms .sharedwithexpose.com .tunnelto.dev .localto.net
      .euw.devtunnels.ms .portmap.io .portmap.host`,
  },
  {
    kind: "paste_site",
    sources: [
      "https://pastebin.com/doc_api",
      "https://rentry.co/what",
      "https://dpaste.com/api/v2",
      "https://paste.rs",
    ],
    entries: `
      .pastebin.com .pastebin.pl .hastebin.com https://www.toptal.com/developers/hastebin/ .dpaste.com .dpaste.org .ghostbin.com .ghostbin.co
      .rentry.co .rentry.org .paste.ee .paste.rs .ix.io .sprunge.us .termbin.com .justpaste.it .privatebin.net .controlc.com .paste.gg
      .pastes.dev .bpa.st .paste.mozilla.org .paste.debian.net .paste.ubuntu.com .paste.opensuse.org .clbin.com .hatebin.com .textbin.net
      .pastie.org .nekobin.com .katb.in .spaceb.in .del.dog .cl1p.net .snippet.host .paste2.org .telegra.ph .txt.fyi .pst.moe .ctxt.io`,
  },
  {
    // Takes files of anyone, and gives them to anyone.
    kind: "file_drop",
    sources: [
      "https://0x0.st",
      "https://github.com/dutchcoders/transfer.sh",
      "https://www.file.io/developers",
      "https://gofile.io/api",
    ],
    entries: `
      .0x0.st .transfer.sh .file.io .gofile.io .catbox.moe .uguu.se .temp.sh .tmpfiles.org .filebin.net .oshi.at .pixeldrain.com
      .anonfiles.com .bashupload.com .bayfiles.com .x0.at .ttm.sh .envs.sh .keep.sh .send.vis.ee .wormhole.app .fileditch.com .1fichier.com
      .upload.ee .ufile.io .easyupload.io .sendspace.com .dropmefiles.com .workupload.com .krakenfiles.com .chunk.io .filetransfer.io
      .swisstransfer.com .mega.nz .mega.co.nz .mediafire.com`,
  },
  {
    kind: "url_shortener",
    sources: [
      "https://dev.bitly.com",
      "https://tinyurl.com/app/dev",
      "https://is.gd/developers.php",
      "https://cutt.ly/api-documentation",
    ],
    entries: `
      .bit.ly .tinyurl.com .t.co .goo.gl .ow.ly .is.gd .v.gd .buff.ly .rebrand.ly .cutt.ly .shorturl.at .rb.gy .tiny.cc .t.ly .bl.ink .s.id
      .lnkd.in .adf.ly .shorte.st .clck.ru .soo.gd .urlz.fr .n9.cl .da.gd .tny.im .u.to .vk.cc .dub.sh .short.gy .tr.im .x.gd`,
  },
  {
    // A name for any address, at once; some write the address into the name.
    kind: "dynamic_dns",
    sources: [
      "https://www.duckdns.org/spec.jsp",
      "https://www.noip.com/support",
      "https://www.dynu.com/DynamicDNS",
      "https://freedns.afraid.org",
      "https://nip.io",
      "https://sslip.io",
    ],
    entries: `
      .duckdns.org .no-ip.org .no-ip.biz .ddns.net .hopto.org .zapto.org .sytes.net .myftp.org .myftp.biz .servebeer.com .serveblog.net
      .redirectme.net .dynu.net .freeddns.org .ddnsfree.com .ddnsgeek.com .giize.com .gleeze.com .kozow.com .loseyourip.com .mooo.com
      .chickenkiller.com .us.to .ignorelist.com .strangled.net .crabdance.com .dyndns.org .homeip.net .dnsalias.com .dynv6.net .ydns.eu
      .nip.io .sslip.io .xip.io .traefik.me`,
  },
  {
    // Posts into the chat of whoever made the bot or webhook. Ordinary for a bot of one's own, so it weighs little.
    kind: "chat_webhook",
    sources: [
      "https://core.telegram.org/bots/api",
      "https://discord.com/developers/docs/resources/webhook",
    ],
    entries: `
      https://api.telegram.org/bot https://discord.com/api/webhooks/ https://discordapp.com/api/webhooks/
      https://ptb.discord.com/api/webhooks/ https://canary.discord.com/api/webhooks/`,
  },
];

/** Kinds that stand in texts without harm, such as a link to a paste, are not looked for inside calls. */
const MENTIONED_KINDS: ReadonlySet<string> = new Set(["exfil_sink"]);

export const BUILT_IN_LIST: IntelList = {
  name: "built-in",
  table: compile(BUILT_IN_PLACES),
  mentionedKinds: MENTIONED_KINDS,
};

function compile(groups: readonly PlaceGroup[]): HostTable {
  const table = new HostTable();
  for (const { kind, entries } of groups) {
    for (const entry of entries.split(/\s+/).filter((text) => text !== "")) {
      const read = readPlace(entry);
      if (!read.ok) throw new TypeError(`Cannot use the built-in list: ${read.message}`);
      table.add(read.place, { entry, kind });
    }
  }
  return table;
}
