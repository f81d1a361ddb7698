import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const JENKINS_RULES: readonly Rule[] = [
  vendorKey({
    id: "jenkins-api-token",
    kind: "JENKINS_TOKEN",
    description: "Jenkins API token or crumb: runs jobs as its owner",
    names: ["jenkins", "hudson"],
    value: /[a-f0-9]{32,36}/,
    source: "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
    homes: [],
    examples: ["JENKINS_API_KEY=" + fake.hex(34), '{"jenkins_token": "' + fake.hex(34, 5) + '"}'],
    nearMisses: [
      "jenkins_id=" + fake.hex(34),
      "https://jenkins.test/items/" + fake.hex(34),
      "jenkins_key=" + fake.hex(10),
    ],
  }),
];
