/** Every rule for a secret of a known provider. A test fails when a file of this folder is not listed here. */
import type { Rule } from "../rule.ts";
import { ABLY_RULES } from "./ably.ts";
import { ABUSEIPDB_RULES } from "./abuseipdb.ts";
import { ADOBE_RULES } from "./adobe.ts";
import { ADYEN_RULES } from "./adyen.ts";
import { AI21_RULES } from "./ai21.ts";
import { AIRBRAKE_RULES } from "./airbrake.ts";
import { AIRTABLE_RULES } from "./airtable.ts";
import { AIVEN_RULES } from "./aiven.ts";
import { ALCHEMY_RULES } from "./alchemy.ts";
import { ALGOLIA_RULES } from "./algolia.ts";
import { ALIBABA_RULES } from "./alibaba.ts";
import { ALIENVAULT_RULES } from "./alienvault.ts";
import { ALPHA_VANTAGE_RULES } from "./alpha_vantage.ts";
import { AMPLITUDE_RULES } from "./amplitude.ts";
import { ANTHROPIC_RULES } from "./anthropic.ts";
import { APIFONICA_RULES } from "./apifonica.ts";
import { APIFY_RULES } from "./apify.ts";
import { ASANA_RULES } from "./asana.ts";
import { ASSEMBLYAI_RULES } from "./assemblyai.ts";
import { ATLASSIAN_RULES } from "./atlassian.ts";
import { AUTH0_RULES } from "./auth0.ts";
import { AUTHRESS_RULES } from "./authress.ts";
import { AWS_RULES } from "./aws.ts";
import { AZURE_RULES } from "./azure.ts";
import { BEAMER_RULES } from "./beamer.ts";
import { BIGCOMMERCE_RULES } from "./bigcommerce.ts";
import { BINANCE_RULES } from "./binance.ts";
import { BITBUCKET_RULES } from "./bitbucket.ts";
import { BITFINEX_RULES } from "./bitfinex.ts";
import { BITLY_RULES } from "./bitly.ts";
import { BITMEX_RULES } from "./bitmex.ts";
import { BITTREX_RULES } from "./bittrex.ts";
import { BITWARDEN_RULES } from "./bitwarden.ts";
import { BLAZEMETER_RULES } from "./blazemeter.ts";
import { BLOCKNATIVE_RULES } from "./blocknative.ts";
import { BOX_RULES } from "./box.ts";
import { BRAINTREE_RULES } from "./braintree.ts";
import { BREVO_RULES } from "./brevo.ts";
import { BREX_RULES } from "./brex.ts";
import { BROWSERBASE_RULES } from "./browserbase.ts";
import { BROWSERSTACK_RULES } from "./browserstack.ts";
import { BUGHERD_RULES } from "./bugherd.ts";
import { BUGSNAG_RULES } from "./bugsnag.ts";
import { BUILDKITE_RULES } from "./buildkite.ts";
import { CAL_COM_RULES } from "./cal_com.ts";
import { CENSYS_RULES } from "./censys.ts";
import { CEREBRAS_RULES } from "./cerebras.ts";
import { CHARGEBEE_RULES } from "./chargebee.ts";
import { CHECKLY_RULES } from "./checkly.ts";
import { CHECKOUT_RULES } from "./checkout.ts";
import { CIRCLECI_RULES } from "./circleci.ts";
import { CLARIFAI_RULES } from "./clarifai.ts";
import { CLEARBIT_RULES } from "./clearbit.ts";
import { CLICKHOUSE_RULES } from "./clickhouse.ts";
import { CLICKUP_RULES } from "./clickup.ts";
import { CLOCKIFY_RULES } from "./clockify.ts";
import { CLOJARS_RULES } from "./clojars.ts";
import { CLOUDFLARE_RULES } from "./cloudflare.ts";
import { CLOUDINARY_RULES } from "./cloudinary.ts";
import { CODA_RULES } from "./coda.ts";
import { CODECLIMATE_RULES } from "./codeclimate.ts";
import { CODECOV_RULES } from "./codecov.ts";
import { COHERE_RULES } from "./cohere.ts";
import { COINAPI_RULES } from "./coinapi.ts";
import { COINBASE_RULES } from "./coinbase.ts";
import { COMET_RULES } from "./comet.ts";
import { CONFIGCAT_RULES } from "./configcat.ts";
import { CONFLUENT_RULES } from "./confluent.ts";
import { CONTENTFUL_RULES } from "./contentful.ts";
import { CONTENTSTACK_RULES } from "./contentstack.ts";
import { CONVERTKIT_RULES } from "./convertkit.ts";
import { CONVEX_RULES } from "./convex.ts";
import { COURIER_RULES } from "./courier.ts";
import { COVERALLS_RULES } from "./coveralls.ts";
import { CRATES_IO_RULES } from "./crates_io.ts";
import { CROWDIN_RULES } from "./crowdin.ts";
import { CURSOR_RULES } from "./cursor.ts";
import { CUSTOMERIO_RULES } from "./customerio.ts";
import { DATABRICKS_RULES } from "./databricks.ts";
import { DATADOG_RULES } from "./datadog.ts";
import { DBT_RULES } from "./dbt.ts";
import { DEEPGRAM_RULES } from "./deepgram.ts";
import { DEEPSEEK_RULES } from "./deepseek.ts";
import { DEFINED_RULES } from "./defined.ts";
import { DEPOT_RULES } from "./depot.ts";
import { DIGITALOCEAN_RULES } from "./digitalocean.ts";
import { DISCORD_RULES } from "./discord.ts";
import { DOCKER_RULES } from "./docker.ts";
import { DOCUSIGN_RULES } from "./docusign.ts";
import { DOPPLER_RULES } from "./doppler.ts";
import { DRONE_RULES } from "./drone.ts";
import { DROPBOX_RULES } from "./dropbox.ts";
import { DUB_RULES } from "./dub.ts";
import { DUFFEL_RULES } from "./duffel.ts";
import { DYNATRACE_RULES } from "./dynatrace.ts";
import { E2B_RULES } from "./e2b.ts";
import { EAGLE_EYE_RULES } from "./eagle_eye.ts";
import { EASYPOST_RULES } from "./easypost.ts";
import { ELEVENLABS_RULES } from "./elevenlabs.ts";
import { ENDOR_RULES } from "./endor.ts";
import { ETHERSCAN_RULES } from "./etherscan.ts";
import { ETSY_RULES } from "./etsy.ts";
import { EVENTBRITE_RULES } from "./eventbrite.ts";
import { EVERHOUR_RULES } from "./everhour.ts";
import { FACEBOOK_RULES } from "./facebook.ts";
import { FASTLY_RULES } from "./fastly.ts";
import { FIGMA_RULES } from "./figma.ts";
import { FINNHUB_RULES } from "./finnhub.ts";
import { FIREBASE_RULES } from "./firebase.ts";
import { FIRECRAWL_RULES } from "./firecrawl.ts";
import { FIREWORKS_RULES } from "./fireworks.ts";
import { FLAGSMITH_RULES } from "./flagsmith.ts";
import { FLEETBASE_RULES } from "./fleetbase.ts";
import { FLEXPORT_RULES } from "./flexport.ts";
import { FLICKR_RULES } from "./flickr.ts";
import { FLUTTERWAVE_RULES } from "./flutterwave.ts";
import { FLY_RULES } from "./fly.ts";
import { FRAMEIO_RULES } from "./frameio.ts";
import { FRESHBOOKS_RULES } from "./freshbooks.ts";
import { FRESHDESK_RULES } from "./freshdesk.ts";
import { GITBOOK_RULES } from "./gitbook.ts";
import { GITHUB_RULES } from "./github.ts";
import { GITLAB_RULES } from "./gitlab.ts";
import { GITTER_RULES } from "./gitter.ts";
import { GOCARDLESS_RULES } from "./gocardless.ts";
import { GOOGLE_RULES } from "./google.ts";
import { GRAFANA_RULES } from "./grafana.ts";
import { GROQ_RULES } from "./groq.ts";
import { GUMROAD_RULES } from "./gumroad.ts";
import { HARNESS_RULES } from "./harness.ts";
import { HARVEST_RULES } from "./harvest.ts";
import { HELLOSIGN_RULES } from "./hellosign.ts";
import { HELPSCOUT_RULES } from "./helpscout.ts";
import { HERE_RULES } from "./here.ts";
import { HEROKU_RULES } from "./heroku.ts";
import { HETZNER_RULES } from "./hetzner.ts";
import { HONEYCOMB_RULES } from "./honeycomb.ts";
import { HUBSPOT_RULES } from "./hubspot.ts";
import { HUGGINGFACE_RULES } from "./huggingface.ts";
import { HUNTER_RULES } from "./hunter.ts";
import { IBM_RULES } from "./ibm.ts";
import { IMAGEKIT_RULES } from "./imagekit.ts";
import { INCIDENT_IO_RULES } from "./incident_io.ts";
import { INFISICAL_RULES } from "./infisical.ts";
import { INFOBIP_RULES } from "./infobip.ts";
import { INFRACOST_RULES } from "./infracost.ts";
import { INFURA_RULES } from "./infura.ts";
import { INNGEST_RULES } from "./inngest.ts";
import { INSTAGRAM_RULES } from "./instagram.ts";
import { INTERCOM_RULES } from "./intercom.ts";
import { INTERVALS_RULES } from "./intervals.ts";
import { INTRA42_RULES } from "./intra42.ts";
import { IONIC_RULES } from "./ionic.ts";
import { IPINFO_RULES } from "./ipinfo.ts";
import { JENKINS_RULES } from "./jenkins.ts";
import { JFROG_RULES } from "./jfrog.ts";
import { JINA_RULES } from "./jina.ts";
import { JOTFORM_RULES } from "./jotform.ts";
import { JUMPCLOUD_RULES } from "./jumpcloud.ts";
import { KAGI_RULES } from "./kagi.ts";
import { KICKBOX_RULES } from "./kickbox.ts";
import { KONTENT_RULES } from "./kontent.ts";
import { KRAKEN_RULES } from "./kraken.ts";
import { KUCOIN_RULES } from "./kucoin.ts";
import { LANGFUSE_RULES } from "./langfuse.ts";
import { LANGSMITH_RULES } from "./langsmith.ts";
import { LAUNCHDARKLY_RULES } from "./launchdarkly.ts";
import { LINE_RULES } from "./line.ts";
import { LINEAR_RULES } from "./linear.ts";
import { LINKEDIN_RULES } from "./linkedin.ts";
import { LINODE_RULES } from "./linode.ts";
import { LIVEBLOCKS_RULES } from "./liveblocks.ts";
import { LOB_RULES } from "./lob.ts";
import { LOGFIRE_RULES } from "./logfire.ts";
import { LOGGLY_RULES } from "./loggly.ts";
import { LOGINRADIUS_RULES } from "./loginradius.ts";
import { LOGZIO_RULES } from "./logzio.ts";
import { LOKALISE_RULES } from "./lokalise.ts";
import { MAILCHIMP_RULES } from "./mailchimp.ts";
import { MAILERLITE_RULES } from "./mailerlite.ts";
import { MAILERSEND_RULES } from "./mailersend.ts";
import { MAILGUN_RULES } from "./mailgun.ts";
import { MAILJET_RULES } from "./mailjet.ts";
import { MAILSAC_RULES } from "./mailsac.ts";
import { MAKE_RULES } from "./make.ts";
import { MANDRILL_RULES } from "./mandrill.ts";
import { MAPBOX_RULES } from "./mapbox.ts";
import { MATERIALIZE_RULES } from "./materialize.ts";
import { MATTERMOST_RULES } from "./mattermost.ts";
import { MAXMIND_RULES } from "./maxmind.ts";
import { MEM0_RULES } from "./mem0.ts";
import { MERCADOPAGO_RULES } from "./mercadopago.ts";
import { MERCURY_RULES } from "./mercury.ts";
import { MESSAGEBIRD_RULES } from "./messagebird.ts";
import { MICROSOFT_TEAMS_RULES } from "./microsoft_teams.ts";
import { MIDTRANS_RULES } from "./midtrans.ts";
import { MINDMEISTER_RULES } from "./mindmeister.ts";
import { MIRO_RULES } from "./miro.ts";
import { MISTRAL_RULES } from "./mistral.ts";
import { MIXPANEL_RULES } from "./mixpanel.ts";
import { MODAL_RULES } from "./modal.ts";
import { MOLLIE_RULES } from "./mollie.ts";
import { MONDAY_RULES } from "./monday.ts";
import { MONGODB_RULES } from "./mongodb.ts";
import { MUX_RULES } from "./mux.ts";
import { NASA_RULES } from "./nasa.ts";
import { NEON_RULES } from "./neon.ts";
import { NETLIFY_RULES } from "./netlify.ts";
import { NEWRELIC_RULES } from "./newrelic.ts";
import { NEWSAPI_RULES } from "./newsapi.ts";
import { NGROK_RULES } from "./ngrok.ts";
import { NOTION_RULES } from "./notion.ts";
import { NPM_RULES } from "./npm.ts";
import { NUGET_RULES } from "./nuget.ts";
import { NVIDIA_RULES } from "./nvidia.ts";
import { NYTIMES_RULES } from "./nytimes.ts";
import { OCTOPUS_DEPLOY_RULES } from "./octopus_deploy.ts";
import { OKTA_RULES } from "./okta.ts";
import { ONEPASSWORD_RULES } from "./onepassword.ts";
import { ONESIGNAL_RULES } from "./onesignal.ts";
import { ONFIDO_RULES } from "./onfido.ts";
import { OPEN_VSX_RULES } from "./open_vsx.ts";
import { OPENAI_RULES } from "./openai.ts";
import { OPENROUTER_RULES } from "./openrouter.ts";
import { OPENSHIFT_RULES } from "./openshift.ts";
import { OPENWEATHER_RULES } from "./openweather.ts";
import { OPSGENIE_RULES } from "./opsgenie.ts";
import { ORY_RULES } from "./ory.ts";
import { OVH_RULES } from "./ovh.ts";
import { PADDLE_RULES } from "./paddle.ts";
import { PAGARME_RULES } from "./pagarme.ts";
import { PAGERDUTY_RULES } from "./pagerduty.ts";
import { PAPERTRAIL_RULES } from "./papertrail.ts";
import { PAYPAL_RULES } from "./paypal.ts";
import { PAYSTACK_RULES } from "./paystack.ts";
import { PERPLEXITY_RULES } from "./perplexity.ts";
import { PERSONA_RULES } from "./persona.ts";
import { PINECONE_RULES } from "./pinecone.ts";
import { PINGDOM_RULES } from "./pingdom.ts";
import { PINTEREST_RULES } from "./pinterest.ts";
import { PIPEDREAM_RULES } from "./pipedream.ts";
import { PIPEDRIVE_RULES } from "./pipedrive.ts";
import { PLAID_RULES } from "./plaid.ts";
import { PLAIN_RULES } from "./plain.ts";
import { PLANETSCALE_RULES } from "./planetscale.ts";
import { PLIVO_RULES } from "./plivo.ts";
import { POLAR_RULES } from "./polar.ts";
import { POLYGON_RULES } from "./polygon.ts";
import { POSTHOG_RULES } from "./posthog.ts";
import { POSTMAN_RULES } from "./postman.ts";
import { POSTMARK_RULES } from "./postmark.ts";
import { PREFECT_RULES } from "./prefect.ts";
import { PUBNUB_RULES } from "./pubnub.ts";
import { PULUMI_RULES } from "./pulumi.ts";
import { PUSHER_RULES } from "./pusher.ts";
import { PYPI_RULES } from "./pypi.ts";
import { RAILWAY_RULES } from "./railway.ts";
import { RAMP_RULES } from "./ramp.ts";
import { RANCHER_RULES } from "./rancher.ts";
import { RAPIDAPI_RULES } from "./rapidapi.ts";
import { RAZORPAY_RULES } from "./razorpay.ts";
import { README_RULES } from "./readme.ts";
import { RENDER_RULES } from "./render.ts";
import { REPLICATE_RULES } from "./replicate.ts";
import { RESEND_RULES } from "./resend.ts";
import { ROLLBAR_RULES } from "./rollbar.ts";
import { ROOTLY_RULES } from "./rootly.ts";
import { RUBYGEMS_RULES } from "./rubygems.ts";
import { RUNPOD_RULES } from "./runpod.ts";
import { SALESFORCE_RULES } from "./salesforce.ts";
import { SAMSARA_RULES } from "./samsara.ts";
import { SAUCE_LABS_RULES } from "./sauce_labs.ts";
import { SCALEWAY_RULES } from "./scaleway.ts";
import { SCRAPERAPI_RULES } from "./scraperapi.ts";
import { SCRAPINGBEE_RULES } from "./scrapingbee.ts";
import { SEAM_RULES } from "./seam.ts";
import { SECURITYTRAILS_RULES } from "./securitytrails.ts";
import { SEGMENT_RULES } from "./segment.ts";
import { SEMAPHORE_RULES } from "./semaphore.ts";
import { SENDBIRD_RULES } from "./sendbird.ts";
import { SENDGRID_RULES } from "./sendgrid.ts";
import { SENTRY_RULES } from "./sentry.ts";
import { SERPAPI_RULES } from "./serpapi.ts";
import { SETTLEMINT_RULES } from "./settlemint.ts";
import { SHIPENGINE_RULES } from "./shipengine.ts";
import { SHIPPO_RULES } from "./shippo.ts";
import { SHODAN_RULES } from "./shodan.ts";
import { SHOPIFY_RULES } from "./shopify.ts";
import { SHUTTERSTOCK_RULES } from "./shutterstock.ts";
import { SIDEKIQ_RULES } from "./sidekiq.ts";
import { SIGNALWIRE_RULES } from "./signalwire.ts";
import { SINCH_RULES } from "./sinch.ts";
import { SLACK_RULES } from "./slack.ts";
import { SNOWFLAKE_RULES } from "./snowflake.ts";
import { SNYK_RULES } from "./snyk.ts";
import { SOCKET_RULES } from "./socket.ts";
import { SONAR_RULES } from "./sonar.ts";
import { SOURCEGRAPH_RULES } from "./sourcegraph.ts";
import { SPARKPOST_RULES } from "./sparkpost.ts";
import { SPLUNK_RULES } from "./splunk.ts";
import { SPOTIFY_RULES } from "./spotify.ts";
import { SQUARE_RULES } from "./square.ts";
import { SQUARESPACE_RULES } from "./squarespace.ts";
import { STABILITY_RULES } from "./stability.ts";
import { STATSIG_RULES } from "./statsig.ts";
import { STATUSCAKE_RULES } from "./statuscake.ts";
import { STATUSPAGE_RULES } from "./statuspage.ts";
import { STRIPE_RULES } from "./stripe.ts";
import { STYTCH_RULES } from "./stytch.ts";
import { SUMOLOGIC_RULES } from "./sumologic.ts";
import { SUPABASE_RULES } from "./supabase.ts";
import { SURVEYMONKEY_RULES } from "./surveymonkey.ts";
import { TAILSCALE_RULES } from "./tailscale.ts";
import { TAVILY_RULES } from "./tavily.ts";
import { TAXJAR_RULES } from "./taxjar.ts";
import { TEAMWORK_RULES } from "./teamwork.ts";
import { TELEGRAM_RULES } from "./telegram.ts";
import { TELNYX_RULES } from "./telnyx.ts";
import { TENCENT_RULES } from "./tencent.ts";
import { TERRAFORM_RULES } from "./terraform.ts";
import { THREADS_RULES } from "./threads.ts";
import { THUNDERSTORE_RULES } from "./thunderstore.ts";
import { TIINGO_RULES } from "./tiingo.ts";
import { TIKTOK_RULES } from "./tiktok.ts";
import { TINES_RULES } from "./tines.ts";
import { TINYBIRD_RULES } from "./tinybird.ts";
import { TODOIST_RULES } from "./todoist.ts";
import { TOGETHER_RULES } from "./together.ts";
import { TOGGL_RULES } from "./toggl.ts";
import { TOMTOM_RULES } from "./tomtom.ts";
import { TRAVIS_RULES } from "./travis.ts";
import { TRELLO_RULES } from "./trello.ts";
import { TRIGGER_DEV_RULES } from "./trigger_dev.ts";
import { TRUENAS_RULES } from "./truenas.ts";
import { TWILIO_RULES } from "./twilio.ts";
import { TWITCH_RULES } from "./twitch.ts";
import { TWITTER_RULES } from "./twitter.ts";
import { TYPEFORM_RULES } from "./typeform.ts";
import { UBIDOTS_RULES } from "./ubidots.ts";
import { UCLASSIFY_RULES } from "./uclassify.ts";
import { UNKEY_RULES } from "./unkey.ts";
import { UNLEASH_RULES } from "./unleash.ts";
import { UNSPLASH_RULES } from "./unsplash.ts";
import { UPCLOUD_RULES } from "./upcloud.ts";
import { UPTIMEROBOT_RULES } from "./uptimerobot.ts";
import { URLSCAN_RULES } from "./urlscan.ts";
import { VAULT_RULES } from "./vault.ts";
import { VERCEL_RULES } from "./vercel.ts";
import { VIMEO_RULES } from "./vimeo.ts";
import { VIRUSTOTAL_RULES } from "./virustotal.ts";
import { VOICEFLOW_RULES } from "./voiceflow.ts";
import { VOLCENGINE_RULES } from "./volcengine.ts";
import { VONAGE_RULES } from "./vonage.ts";
import { VOYAGE_RULES } from "./voyage.ts";
import { VULTR_RULES } from "./vultr.ts";
import { WAKATIME_RULES } from "./wakatime.ts";
import { WANDB_RULES } from "./wandb.ts";
import { WISE_RULES } from "./wise.ts";
import { WORKOS_RULES } from "./workos.ts";
import { WRIKE_RULES } from "./wrike.ts";
import { XAI_RULES } from "./xai.ts";
import { XATA_RULES } from "./xata.ts";
import { XENDIT_RULES } from "./xendit.ts";
import { YANDEX_RULES } from "./yandex.ts";
import { YELP_RULES } from "./yelp.ts";
import { ZAPIER_RULES } from "./zapier.ts";
import { ZENDESK_RULES } from "./zendesk.ts";
import { ZENROWS_RULES } from "./zenrows.ts";
import { ZOHO_RULES } from "./zoho.ts";
import { ZOOM_RULES } from "./zoom.ts";
import { ZUPLO_RULES } from "./zuplo.ts";

export const PROVIDER_RULES: readonly Rule[] = [
  ...ABLY_RULES,
  ...ABUSEIPDB_RULES,
  ...ADOBE_RULES,
  ...ADYEN_RULES,
  ...AI21_RULES,
  ...AIRBRAKE_RULES,
  ...AIRTABLE_RULES,
  ...AIVEN_RULES,
  ...ALCHEMY_RULES,
  ...ALGOLIA_RULES,
  ...ALIBABA_RULES,
  ...ALIENVAULT_RULES,
  ...ALPHA_VANTAGE_RULES,
  ...AMPLITUDE_RULES,
  ...ANTHROPIC_RULES,
  ...APIFONICA_RULES,
  ...APIFY_RULES,
  ...ASANA_RULES,
  ...ASSEMBLYAI_RULES,
  ...ATLASSIAN_RULES,
  ...AUTH0_RULES,
  ...AUTHRESS_RULES,
  ...AWS_RULES,
  ...AZURE_RULES,
  ...BEAMER_RULES,
  ...BIGCOMMERCE_RULES,
  ...BINANCE_RULES,
  ...BITBUCKET_RULES,
  ...BITFINEX_RULES,
  ...BITLY_RULES,
  ...BITMEX_RULES,
  ...BITTREX_RULES,
  ...BITWARDEN_RULES,
  ...BLAZEMETER_RULES,
  ...BLOCKNATIVE_RULES,
  ...BOX_RULES,
  ...BRAINTREE_RULES,
  ...BREVO_RULES,
  ...BREX_RULES,
  ...BROWSERBASE_RULES,
  ...BROWSERSTACK_RULES,
  ...BUGHERD_RULES,
  ...BUGSNAG_RULES,
  ...BUILDKITE_RULES,
  ...CAL_COM_RULES,
  ...CENSYS_RULES,
  ...CEREBRAS_RULES,
  ...CHARGEBEE_RULES,
  ...CHECKLY_RULES,
  ...CHECKOUT_RULES,
  ...CIRCLECI_RULES,
  ...CLARIFAI_RULES,
  ...CLEARBIT_RULES,
  ...CLICKHOUSE_RULES,
  ...CLICKUP_RULES,
  ...CLOCKIFY_RULES,
  ...CLOJARS_RULES,
  ...CLOUDFLARE_RULES,
  ...CLOUDINARY_RULES,
  ...CODA_RULES,
  ...CODECLIMATE_RULES,
  ...CODECOV_RULES,
  ...COHERE_RULES,
  ...COINAPI_RULES,
  ...COINBASE_RULES,
  ...COMET_RULES,
  ...CONFIGCAT_RULES,
  ...CONFLUENT_RULES,
  ...CONTENTFUL_RULES,
  ...CONTENTSTACK_RULES,
  ...CONVERTKIT_RULES,
  ...CONVEX_RULES,
  ...COURIER_RULES,
  ...COVERALLS_RULES,
  ...CRATES_IO_RULES,
  ...CROWDIN_RULES,
  ...CURSOR_RULES,
  ...CUSTOMERIO_RULES,
  ...DATABRICKS_RULES,
  ...DATADOG_RULES,
  ...DBT_RULES,
  ...DEEPGRAM_RULES,
  ...DEEPSEEK_RULES,
  ...DEFINED_RULES,
  ...DEPOT_RULES,
  ...DIGITALOCEAN_RULES,
  ...DISCORD_RULES,
  ...DOCKER_RULES,
  ...DOCUSIGN_RULES,
  ...DOPPLER_RULES,
  ...DRONE_RULES,
  ...DROPBOX_RULES,
  ...DUB_RULES,
  ...DUFFEL_RULES,
  ...DYNATRACE_RULES,
  ...E2B_RULES,
  ...EAGLE_EYE_RULES,
  ...EASYPOST_RULES,
  ...ELEVENLABS_RULES,
  ...ENDOR_RULES,
  ...ETHERSCAN_RULES,
  ...ETSY_RULES,
  ...EVENTBRITE_RULES,
  ...EVERHOUR_RULES,
  ...FACEBOOK_RULES,
  ...FASTLY_RULES,
  ...FIGMA_RULES,
  ...FINNHUB_RULES,
  ...FIREBASE_RULES,
  ...FIRECRAWL_RULES,
  ...FIREWORKS_RULES,
  ...FLAGSMITH_RULES,
  ...FLEETBASE_RULES,
  ...FLEXPORT_RULES,
  ...FLICKR_RULES,
  ...FLUTTERWAVE_RULES,
  ...FLY_RULES,
  ...FRAMEIO_RULES,
  ...FRESHBOOKS_RULES,
  ...FRESHDESK_RULES,
  ...GITBOOK_RULES,
  ...GITHUB_RULES,
  ...GITLAB_RULES,
  ...GITTER_RULES,
  ...GOCARDLESS_RULES,
  ...GOOGLE_RULES,
  ...GRAFANA_RULES,
  ...GROQ_RULES,
  ...GUMROAD_RULES,
  ...HARNESS_RULES,
  ...HARVEST_RULES,
  ...HELLOSIGN_RULES,
  ...HELPSCOUT_RULES,
  ...HERE_RULES,
  ...HEROKU_RULES,
  ...HETZNER_RULES,
  ...HONEYCOMB_RULES,
  ...HUBSPOT_RULES,
  ...HUGGINGFACE_RULES,
  ...HUNTER_RULES,
  ...IBM_RULES,
  ...IMAGEKIT_RULES,
  ...INCIDENT_IO_RULES,
  ...INFISICAL_RULES,
  ...INFOBIP_RULES,
  ...INFRACOST_RULES,
  ...INFURA_RULES,
  ...INNGEST_RULES,
  ...INSTAGRAM_RULES,
  ...INTERCOM_RULES,
  ...INTERVALS_RULES,
  ...INTRA42_RULES,
  ...IONIC_RULES,
  ...IPINFO_RULES,
  ...JENKINS_RULES,
  ...JFROG_RULES,
  ...JINA_RULES,
  ...JOTFORM_RULES,
  ...JUMPCLOUD_RULES,
  ...KAGI_RULES,
  ...KICKBOX_RULES,
  ...KONTENT_RULES,
  ...KRAKEN_RULES,
  ...KUCOIN_RULES,
  ...LANGFUSE_RULES,
  ...LANGSMITH_RULES,
  ...LAUNCHDARKLY_RULES,
  ...LINE_RULES,
  ...LINEAR_RULES,
  ...LINKEDIN_RULES,
  ...LINODE_RULES,
  ...LIVEBLOCKS_RULES,
  ...LOB_RULES,
  ...LOGFIRE_RULES,
  ...LOGGLY_RULES,
  ...LOGINRADIUS_RULES,
  ...LOGZIO_RULES,
  ...LOKALISE_RULES,
  ...MAILCHIMP_RULES,
  ...MAILERLITE_RULES,
  ...MAILERSEND_RULES,
  ...MAILGUN_RULES,
  ...MAILJET_RULES,
  ...MAILSAC_RULES,
  ...MAKE_RULES,
  ...MANDRILL_RULES,
  ...MAPBOX_RULES,
  ...MATERIALIZE_RULES,
  ...MATTERMOST_RULES,
  ...MAXMIND_RULES,
  ...MEM0_RULES,
  ...MERCADOPAGO_RULES,
  ...MERCURY_RULES,
  ...MESSAGEBIRD_RULES,
  ...MICROSOFT_TEAMS_RULES,
  ...MIDTRANS_RULES,
  ...MINDMEISTER_RULES,
  ...MIRO_RULES,
  ...MISTRAL_RULES,
  ...MIXPANEL_RULES,
  ...MODAL_RULES,
  ...MOLLIE_RULES,
  ...MONDAY_RULES,
  ...MONGODB_RULES,
  ...MUX_RULES,
  ...NASA_RULES,
  ...NEON_RULES,
  ...NETLIFY_RULES,
  ...NEWRELIC_RULES,
  ...NEWSAPI_RULES,
  ...NGROK_RULES,
  ...NOTION_RULES,
  ...NPM_RULES,
  ...NUGET_RULES,
  ...NVIDIA_RULES,
  ...NYTIMES_RULES,
  ...OCTOPUS_DEPLOY_RULES,
  ...OKTA_RULES,
  ...ONEPASSWORD_RULES,
  ...ONESIGNAL_RULES,
  ...ONFIDO_RULES,
  ...OPEN_VSX_RULES,
  ...OPENAI_RULES,
  ...OPENROUTER_RULES,
  ...OPENSHIFT_RULES,
  ...OPENWEATHER_RULES,
  ...OPSGENIE_RULES,
  ...ORY_RULES,
  ...OVH_RULES,
  ...PADDLE_RULES,
  ...PAGARME_RULES,
  ...PAGERDUTY_RULES,
  ...PAPERTRAIL_RULES,
  ...PAYPAL_RULES,
  ...PAYSTACK_RULES,
  ...PERPLEXITY_RULES,
  ...PERSONA_RULES,
  ...PINECONE_RULES,
  ...PINGDOM_RULES,
  ...PINTEREST_RULES,
  ...PIPEDREAM_RULES,
  ...PIPEDRIVE_RULES,
  ...PLAID_RULES,
  ...PLAIN_RULES,
  ...PLANETSCALE_RULES,
  ...PLIVO_RULES,
  ...POLAR_RULES,
  ...POLYGON_RULES,
  ...POSTHOG_RULES,
  ...POSTMAN_RULES,
  ...POSTMARK_RULES,
  ...PREFECT_RULES,
  ...PUBNUB_RULES,
  ...PULUMI_RULES,
  ...PUSHER_RULES,
  ...PYPI_RULES,
  ...RAILWAY_RULES,
  ...RAMP_RULES,
  ...RANCHER_RULES,
  ...RAPIDAPI_RULES,
  ...RAZORPAY_RULES,
  ...README_RULES,
  ...RENDER_RULES,
  ...REPLICATE_RULES,
  ...RESEND_RULES,
  ...ROLLBAR_RULES,
  ...ROOTLY_RULES,
  ...RUBYGEMS_RULES,
  ...RUNPOD_RULES,
  ...SALESFORCE_RULES,
  ...SAMSARA_RULES,
  ...SAUCE_LABS_RULES,
  ...SCALEWAY_RULES,
  ...SCRAPERAPI_RULES,
  ...SCRAPINGBEE_RULES,
  ...SEAM_RULES,
  ...SECURITYTRAILS_RULES,
  ...SEGMENT_RULES,
  ...SEMAPHORE_RULES,
  ...SENDBIRD_RULES,
  ...SENDGRID_RULES,
  ...SENTRY_RULES,
  ...SERPAPI_RULES,
  ...SETTLEMINT_RULES,
  ...SHIPENGINE_RULES,
  ...SHIPPO_RULES,
  ...SHODAN_RULES,
  ...SHOPIFY_RULES,
  ...SHUTTERSTOCK_RULES,
  ...SIDEKIQ_RULES,
  ...SIGNALWIRE_RULES,
  ...SINCH_RULES,
  ...SLACK_RULES,
  ...SNOWFLAKE_RULES,
  ...SNYK_RULES,
  ...SOCKET_RULES,
  ...SONAR_RULES,
  ...SOURCEGRAPH_RULES,
  ...SPARKPOST_RULES,
  ...SPLUNK_RULES,
  ...SPOTIFY_RULES,
  ...SQUARE_RULES,
  ...SQUARESPACE_RULES,
  ...STABILITY_RULES,
  ...STATSIG_RULES,
  ...STATUSCAKE_RULES,
  ...STATUSPAGE_RULES,
  ...STRIPE_RULES,
  ...STYTCH_RULES,
  ...SUMOLOGIC_RULES,
  ...SUPABASE_RULES,
  ...SURVEYMONKEY_RULES,
  ...TAILSCALE_RULES,
  ...TAVILY_RULES,
  ...TAXJAR_RULES,
  ...TEAMWORK_RULES,
  ...TELEGRAM_RULES,
  ...TELNYX_RULES,
  ...TENCENT_RULES,
  ...TERRAFORM_RULES,
  ...THREADS_RULES,
  ...THUNDERSTORE_RULES,
  ...TIINGO_RULES,
  ...TIKTOK_RULES,
  ...TINES_RULES,
  ...TINYBIRD_RULES,
  ...TODOIST_RULES,
  ...TOGETHER_RULES,
  ...TOGGL_RULES,
  ...TOMTOM_RULES,
  ...TRAVIS_RULES,
  ...TRELLO_RULES,
  ...TRIGGER_DEV_RULES,
  ...TRUENAS_RULES,
  ...TWILIO_RULES,
  ...TWITCH_RULES,
  ...TWITTER_RULES,
  ...TYPEFORM_RULES,
  ...UBIDOTS_RULES,
  ...UCLASSIFY_RULES,
  ...UNKEY_RULES,
  ...UNLEASH_RULES,
  ...UNSPLASH_RULES,
  ...UPCLOUD_RULES,
  ...UPTIMEROBOT_RULES,
  ...URLSCAN_RULES,
  ...VAULT_RULES,
  ...VERCEL_RULES,
  ...VIMEO_RULES,
  ...VIRUSTOTAL_RULES,
  ...VOICEFLOW_RULES,
  ...VOLCENGINE_RULES,
  ...VONAGE_RULES,
  ...VOYAGE_RULES,
  ...VULTR_RULES,
  ...WAKATIME_RULES,
  ...WANDB_RULES,
  ...WISE_RULES,
  ...WORKOS_RULES,
  ...WRIKE_RULES,
  ...XAI_RULES,
  ...XATA_RULES,
  ...XENDIT_RULES,
  ...YANDEX_RULES,
  ...YELP_RULES,
  ...ZAPIER_RULES,
  ...ZENDESK_RULES,
  ...ZENROWS_RULES,
  ...ZOHO_RULES,
  ...ZOOM_RULES,
  ...ZUPLO_RULES,
];
