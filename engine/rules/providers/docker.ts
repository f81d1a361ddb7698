import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DOCKER_RULES: readonly Rule[] = [
  providerSecret({
    id: "dockerhub-token",
    kind: "DOCKERHUB_TOKEN",
    description: "Docker Hub personal access token: pulls and pushes images in its owner's name",
    keywords: ["dckr_pat_", "dckr_oat_"],
    pattern: /(?<![A-Za-z0-9])dckr_[po]at_[A-Za-z0-9_-]{27,36}(?![A-Za-z0-9_-])/,
    source: "https://docs.docker.com/security/access-tokens/",
    homes: ["*.docker.com", "*.docker.io"],
    examples: ["dckr_pat_" + fake.base64url(27)],
    nearMisses: ["dckr_pat_tooshort"],
  }),
  providerSecret({
    id: "docker-swarm-token",
    kind: "DOCKER_SWARM_TOKEN",
    description: "Docker swarm join or unlock key: adds machines to the cluster",
    keywords: ["swmtkn-1-", "swmkey-1-"],
    pattern: /(?<![A-Za-z0-9])(?:SWMTKN-1-|SWMKEY-1-)[a-z0-9]{50}-[a-z0-9]{25}(?![A-Za-z0-9])/,
    source: "https://docs.docker.com/engine/swarm/join-nodes/",
    homes: [],
    examples: [
      "SWMTKN-1-" + fake.lower(50) + "-" + fake.lower(25, 3),
      "token: SWMKEY-1-" + fake.lower(50, 3) + "-" + fake.lower(25, 5),
    ],
    nearMisses: [
      "SWMTKN-1-" + fake.lower(12) + "-" + fake.lower(8, 3),
      "SWMTKN-1-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
