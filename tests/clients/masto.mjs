// Call every method that the types of masto.js name, with what the types of their parameters require.
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { fresh, record, scene } from "./record.mjs";

const ROOT = `${scene.folder}/node_modules/masto/dist`;
const { createRestAPIClient } = await import(pathToFileURL(`${ROOT}/index.js`));
const client = createRestAPIClient({ url: scene.url, accessToken: scene.token });
const newcomer = createRestAPIClient({ url: scene.url, accessToken: scene.app_token });

// Interfaces by version and name, since some names are in both.
const types = {};
for (const folder of ["v1", "v1/admin", "v1/push", "v2", ""]) {
  for (const file of readdirSync(`${ROOT}/mastodon/rest/${folder}`).filter((one) => one.endsWith(".d.ts"))) {
    const text = readFileSync(`${ROOT}/mastodon/rest/${folder}/${file}`, "utf8").replace(/\/\*\*[\s\S]*?\*\//g, "");
    for (const [, name, body] of text.matchAll(/interface ([\w$]+)[^{]*\{\n([\s\S]*?)\n\}/g)) {
      types[`${folder}.${name}`] = body;
    }
  }
}

const HELD = {
  accounts: "account", statuses: "status", lists: "list", filters: "keyword", notifications: "notification", media: "media",
  followRequests: "asker", announcements: "announcement", tags: "tag", scheduledStatuses: "scheduled", featuredTags: "featured", suggestions: "account",
};
const OWN = /\.(update|remove|pin|unpin|source)$|source\.fetch$/;
const FIELDS = {
  id: () => [fresh("account")], acct: scene.friend, q: "hills", comment: "A note", phrase: "rain", context: ["home"],
  title: "A list", accountIds: () => [fresh("followed")], accountId: () => fresh("account"), name: "hills", keyword: "rain", statusId: () => fresh("status"),
  username: () => `j${Date.now() % 1e9}`, email: () => `j${Date.now()}@example.com`, password: "a long password of nobody",
  agreement: true, locale: "en", clientName: "masto.js", ids: () => [fresh("request")], redirectUris: "urn:ietf:wg:oauth:2.0:oob", scheduledAt: "2030-01-01T00:00:00Z",
  domain: "example.org", choices: [0], url: "https://example.org/", filterAction: "warn", timeline: ["home"], description: "A hill",
  file: () => new Blob([Buffer.from(scene.photo, "base64")], { type: "image/jpeg" }), quoteApprovalPolicy: "public",
};
const WHOLE = {
  "v1.statuses.create": () => ({ status: "Hello from masto.js" }), "v1.statuses.$.update": () => ({ status: "Edited by masto.js" }),
  "v1.statuses.fetch": () => ({ id: [fresh("status")] }), "v1.accounts.familiarFollowers.fetch": () => [fresh("account")],
  "v1.markers.create": () => ({ home: { lastReadId: scene.pools.status[0] } }), "v1.lists.$.accounts.list": () => undefined,
  "v1.push.subscription.create": () => ({ subscription: scene.subscription }),
  "v2.media.create": () => ({ file: FIELDS.file(), description: "A hill" }),
  "v2.filters.$.update": () => ({ title: "Rain" }), "v1.admin.accounts.$.action.create": () => ({ type: "none", text: "Be kind" }),
  "v1.admin.emailDomainBlocks.create": () => ({ domain: `m${Date.now()}.example.net` }),
  "v1.admin.canonicalEmailBlocks.create": () => ({ email: `m${Date.now()}@example.net` }),
};
const HELD_IN = { "v2.filters.$": "filter", "v2.filters.keywords.$": "keyword", "v2.filters.statuses.$": "filtered",
  "v2.notifications.$": "group", "v1.statuses.$": "status", "v1.timelines.list.$": "list", "v1.timelines.tag.$": "tag", "v1.polls.$": "asking",
  "v1.notifications.requests.$": "request", "v1.conversations.$": "conversation", "v1.admin.accounts.$": "moderated",
  "v1.admin.reports.$": "report", "v1.admin.emailDomainBlocks.$": "domain_block", "v1.admin.canonicalEmailBlocks.$": "email_block" };

// What a file takes from another is looked up there.
function find(version, type) {
  return [version, "v1", "v2"].map((one) => types[`${one}.${type}`]).find(Boolean);
}

function wanted(path, version, type) {
  if (WHOLE[path]) return WHOLE[path]();
  const body = find(version, type);
  if (!body) return undefined;
  const names = [...body.matchAll(/readonly (\w+)(\??):/g)].filter(([, , mark]) => !mark).map(([, name]) => name);
  return Object.fromEntries(names.map((name) => [name, typeof FIELDS[name] === "function" ? FIELDS[name]() : FIELDS[name]]));
}

function held(path, chosen, last) {
  if (path === "v1.statuses.$" && OWN.test(last)) return fresh("own_status");
  if (path === "v1.accounts.$" && /\.(un)?(pin|endorse)$/.test(last)) return fresh("followed");
  return fresh(HELD_IN[path] ?? HELD[chosen] ?? "none");
}

const calls = [];
function walk(path, version, type, chain) {
  const body = find(version, type) ?? "";
  for (const [, name, rest] of body.matchAll(/^ {4}(?:readonly )?(\$?\w+)(?:\([^)]*\))?: ([^;]+);/gm)) {
    const method = rest.match(/^Method<([\s\S]*)>$/);
    if (method) {
      const parameters = [...method[1].matchAll(/\b(\w+Params)\b/g)].map(([, one]) => one).filter((one) => one !== "HttpMetaParams");
      const full = `${path}.${name}`;
      calls.push([full, () => run(full, version, name, chain, method[1], parameters.at(-1))]);
    } else {
      const inner = rest.replace(/^v\d\./, "");
      const at = name === "$select" ? `${path}.$` : `${path}.${name}`;
      const inside = { "v1.admin": "v1/admin", "v1.push": "v1/push" }[at] ?? version;
      walk(at, inside, inner, [...chain, name]);
    }
  }
}

async function run(full, version, name, chain, result, type) {
  // Who signs up has no account yet.
  let at = full === "v1.accounts.create" ? newcomer : client;
  let path = "";
  chain.forEach((step, index) => {
    path = path ? `${path}.${step === "$select" ? "$" : step}` : step;
    at = step === "$select" ? at.$select(held(path, chain[index - 1], full)) : at[step];
  });
  const given = wanted(full, version, type);
  return await (given === undefined ? at[name]() : at[name](given));
}

for (const version of ["v1", "v2"]) {
  types[`${version}.root`] = types[`.V${version[1]}Resource`];
  walk(version, version, "root", [version]);
}
// What clears everything comes last.
calls.sort(([one], [other]) => Number(/\.clear$/.test(one)) - Number(/\.clear$/.test(other)));
await record(calls);
