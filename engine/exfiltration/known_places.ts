/** Where tokens that look like packed data have business to be. Data, with the document that says so. */

/** Names of query fields by which a request is signed, each family told by the fields that stand in it. */
export const SIGNED_URLS: readonly {
  readonly marks: readonly string[];
  readonly fields: RegExp;
  readonly source: string;
}[] = [
  {
    marks: ["x-amz-signature"],
    fields: /^x-amz-/,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html",
  },
  {
    marks: ["awsaccesskeyid", "signature"],
    fields: /^(?:awsaccesskeyid|signature|x-amz-.*)$/,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html",
  },
  {
    marks: ["key-pair-id", "signature"],
    fields: /^(?:key-pair-id|signature|policy)$/,
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html",
  },
  {
    marks: ["x-goog-signature"],
    fields: /^x-goog-/,
    source: "https://cloud.google.com/storage/docs/authentication/signatures",
  },
  {
    marks: ["googleaccessid", "signature"],
    fields: /^(?:googleaccessid|signature)$/,
    source: "https://cloud.google.com/storage/docs/access-control/signed-urls-v2",
  },
  {
    marks: ["sig", "sv"],
    fields: /^(?:sig|sv|se|st|sp|sr|sip|spr|sk[a-z]{1,3}|rsc[a-z])$/,
    source: "https://learn.microsoft.com/rest/api/storageservices/create-service-sas",
  },
];

/**
 * Names of fields whose values only their issuer can read: positions in a list, states of a sign-in, signatures. Such a value may be
 * a record or noise, up to a length, but never prose.
 */
export const OPAQUE_FIELD =
  /(?:^|[_.-])(?:cursor|after|before|continuation|page|next|prev|start|marker|offset|scroll|sync|delta|skip|token|pagetoken|nexttoken|state|nonce|code|challenge|verifier|assertion|samlrequest|samlresponse|relaystate|request|jwt|sig|signature|hmac|mac|hash|digest|checksum|etag|integrity|key|apikey|id|ids|uid|gid|oid|guid|session|sid|auth|ticket|secret|password|publickey|cert|certificate|crc|gclid|fbclid|msclkid|wbraid|gbraid|dclid|utm|mkt|tok|otp|invite|ref|h|s|v)s?$|(?:token|cursor|id|key|hash|signature)$/i;

/** Longest value that a field of such a name has, in characters. Temporary AWS credentials and SAML requests are the long ones. */
export const MAX_OPAQUE_CHARS = 2_000;

/** Below these, labels are given by the service, and no one can be reached through a made-up one. */
export const NAMED_BY_SERVICE: readonly string[] = [
  "amazonaws.com",
  "cloudfront.net",
  "azurewebsites.net",
  "core.windows.net",
  "googleusercontent.com",
  "googleapis.com",
  "run.app",
  "web.app",
  "akamaihd.net",
  "akamaized.net",
  "fbcdn.net",
  "googlevideo.com",
  "onion",
];

/** Labels that name content or a key: IPFS addresses in base32 and base36 (multiformats). */
export const CONTENT_LABEL = /^(?:baf[a-z2-7]{50,}|k51[a-z0-9]{50,}|[a-z2-7]{56}|xn--.*)$/;
