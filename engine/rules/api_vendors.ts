/**
 * Vendors of APIs whose keys have no documented format, or one that says nothing: name, a word for a credential, a random value.
 * The names are those that the vendors' client libraries and documentation give to environment variables.
 */
import { fake } from "./fake_value.ts";
import type { Rule } from "./rule.ts";
import { judgeVendorKey, looksIssuedByVendor, VENDOR_GAP } from "./vendor_key.ts";

/** Only names that stand in no ordinary word: what is left out here is found by the generic rule when it is named `…_key`. */
export const API_VENDORS: readonly string[] = words(`
abbysale abstractapi accuweather adafruit adzuna aeroworkflow affinda agora aiprise airship airvisual
aletheiaapi allsports amadeus ambee anypoint apacta api2cart apideck apiflash apilayer apimatic apiscience
apitemplate apollo appcues appdynamics appfollow appointedd appsflyer appsynergy apptivo apptweak artsy atera
audd autodesk autoklose autopilot avaza aviationstack axonaut aylien ayrshare bannerbear baremetrics baseapi
basecamp beebole besnappy besttime betterstack billomat bitbar bitcoinaverage bitrise blitapp blogger
bloomreach bluesnap blynk bombbomb boostnote borgbase brandfetch browserless browshot buddyns buildfire bulbul
bulksms buttercms caflou calendarific calendly calorieninja cambridge campaignmonitor campayn cannyio
capsulecrm captaindata carboninterface cashboard caspio centralstation cexio chartmogul chatbot chatfuel
checio checkmarx checkvist cicero clearout clickhelp clicksend cliengo clientary clinchpad clockworksms
closecrm cloudconvert cloudelements cloudimage cloudmersive cloudplan cloudsight cloudsmith cloverly cloze
clustdoc codacy codefresh codemagic codequiry coingecko coinlayer coinlib coinmarketcap collect2 column_
commercejs commodities companyhub constantcontact conversiontools convertapi convier copper_ countrylayer
craftmypdf crawlbase cryptocompare currencycloud currencyfreaks currencylayer currencyscoop currentsapi
customerguru cybersource d7network dandelion dareboost databox datafire dataforseo deepai deepl demio deputy
detectify detectlanguage dfuse diffbot diggernaut disqus dnscheck dnsimple docparser documo dotmailer dovico
dronahq duply dwolla dynalist dyspatch easyinsight ecostruxure edamam edenai eightxeight
elasticemail enablex enigma envoyapi eodhd eraser ethplorer eventful exchangerate exchangerates exportsdk
extractorapi faceplusplus fal_key fastforex feedier fetchrss fibery fileio filestack finage
financialmodelingprep findl finicity fixerio flatio flightapi flightlabs flightstats floatapp flowflu fmfw
formbucket formcraft formio formsite foursquare frontapp fulcrum fullcontact fullstory fusebill fxmarket
geckoboard gengo geoapify geocode geocodify geocodio geoipifi getemail getgeoapi getgist getresponse
getsandbox giphy glassnode glitterly gocanvas goodday graphcms graphhopper greenhouse groovehq gtmetrix
guardianapi gyazo happyscribe helpcrunch hiveage holidayapi holistic html2pdf humanity hybiscus hypertrack
hypothesis iconfinder iexapis iexcloud imagga impala insightly instabot instamojo integromat interseller
intrinio invoiceocean ip2location ipapi ipdata ipgeolocation ipify ipinfodb ipquality ipstack ironio
jumpseller juro_ kaleyra kanbantool karmacrm keenio keygen kickstarter klarna klipfolio knapsackpro kylas
languagelayer lastfm leadfeeder leaseweb lemlist lemonsqueezy lendflow lessannoyingcrm lexigram linkpreview
liveagent livestorm loadmill localytics locationiq logdna logentries loyverse lunchmoney m3o_ macaddress
madkudu magicbell magnetic mailboxlayer mailmodo mailtrap marketo marketstack mavenlink meaningcloud
mediastack meistertask mesibo metaapi metrilo microcms midise mockaroo moderation_api monkeylearn moonclerk
moosend moralis mrticktock muckrack myfreshworks nasdaqdatalink nethunt neutrinoapi newscatcher
nftport nicereply nightfall nimble noticeable nozbe numverify nutritionix nylas oanda omnisend onedesk
onelogin onepagecrm onwaterio oopspam opencage opensea openuv opsmatic optidash optimizely orbitlove overloop
owlbot packagecloud pandadoc pandascore paperform paralleldots parsehub parseur partnerstack pastebin paydirt
paydirtapp payfit paymo paymoapp paymongo payoneer pdfcrowd pdflayer pdfshift peopledatalabs pepipost pexels
pinata pingboard pivotaltracker pixabay planhat planview planyo podio pollsapi poloniex positionstack
postageapp postbacks powrbot prerender prismic prodpad prospectcrm prospectio protocolsio proxycrawl purestake
pushbullet pushover qase_ qualaroo quandl qubole quickbooks quickmetrics raven_ ravenapp rawg_ rawgio
reachmail reallysimplesystems rebrandly recaptcha recurly refiner_ remotebg removebg rentman repairshopr
replyio requestfinance restpack retellai revolut ringcentral ritekit roaring_ rocketreach rockset roninapp
route4me runrunit runwayml salesblink salescookie salesflare salesloft salesmate satismeter scalr scrapeowl
scraperbox scraperstack scrapestack scrapfly scrapingant scrapingdog screenshotapi screenshotlayer scrutinizer
selectpdf sendgrid sendpulse sendy sentiment_api serper serphouse serpstack sheety sherpadesk shipday
shipstation shotgrid shotstack sift_ signable signaturit signupgenius sigopt simfin simplesat simplynoted
simvoly sinchmessage sirv siteleaf skrappio skybiometry smartling smartsheet smartystreets smooch snipcart
socialblade sparkcentral speechmatics speechtext splitio spoonacular sportmonks sportradar sportsmonk sslmate
stackhawk stannp statuspal stitchdata stockdata storecove stormboard stormglass storyblok storychief strava
streak_ stripo sugester supernotes surveyanyplace surveybot surveysparrow survicate swell_ swiftype tallyfy
tatum tavus teamgate technicalanalysisapi tefter teletype text2data textmagic theoddsapi thingsboard thinkific
thousandeyes ticketmaster tickettailor timecamp timezoneapi tmdb tmetric tokeet tomorrowio tradier
travelpayouts trustpilot twelvedata twist_ tyntec typetalk udemy unifyid unplu unplugg uplead
uploadcare upstash upwave userflow userstack vagrantcloud vapi_ vatlayer vbout veracode verifier_ verimail
veriphone versioneye viewneo visualcrossing vitally voicegain voodoosms vouchery vpnapi vyte_ vytein walkscore
weatherapi weatherbit weatherstack web3storage webex webflow webscraper webscraping websitepulse wepay
whoisxml whoxy wistia wolframalpha woocommerce wordnik workable worksnaps workstack worldcoinindex
worldweather xero yahooapi youneedabudget yousign youtube zenkit zenscrape zenserp zeplin zerobounce zerotier
zipapi zipbooks zipcodeapi zipcodebase zonkafeedback zoominfo zulip zylvie
`);

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}

export const API_VENDOR_RULES: readonly Rule[] = [
  {
    trigger: "keyword",
    id: "api-vendor-key",
    kind: "API_KEY",
    class: "SECRETS",
    description:
      "Key or token beside the name of an API's vendor: calls that API as its owner and at its owner's cost",
    severity: "medium",
    confidence: "MEDIUM",
    rank: 2,
    named: true,
    keywords: API_VENDORS,
    pattern: new RegExp(
      `[a-z0-9_]{3,21}?${VENDOR_GAP}(?<![A-Za-z0-9])` +
        "(?!(?:secret|token|key|access|private|auth|api|client|password)(?:[_\\W]|$))" +
        "([a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}|[a-z0-9]{3,10}(?:-[a-z0-9]{3,10}){2,5}|[a-z0-9+/_-]{16,200}={0,2})" +
        "(?![A-Za-z0-9])",
      "i",
    ),
    plausible: looksIssuedByVendor,
    validate: (match) => judgeVendorKey(match, { names: API_VENDORS, needsWord: true }),
    source: "https://cwe.mitre.org/data/definitions/798.html",
    homes: [],
    examples: [
      "MEDIASTACK_ACCESS_KEY=" + fake.hex(32),
      "tyntec TOKEN " + fake.lower(32),
      '{"tefter_secret": "' + fake.uuid() + '"}',
    ],
    nearMisses: [
      "https://mediastack.test/articles/" + fake.hex(32),
      "mediastack_id=" + fake.hex(32),
      "calendly sends the token to the backend-for-frontend-service",
      "webflow " + fake.hex(32),
    ],
  },
];
