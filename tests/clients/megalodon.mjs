// Call every method of megalodon's client, for `kind` mastodon or pixelfed, by the names of its parameters.
import { createRequire } from "node:module";
import { createReadStream, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fresh, record, scene } from "./record.mjs";

const library = createRequire(`${scene.folder}/package.json`)("megalodon");
const client = library.default(scene.kind, scene.url, scene.token, "rossgram-clients");
const SKIPPED = ["constructor", "cancel", "urlToAccounts"];
const OWN_STATUS = /^(edit|delete|pin|unpin)Status|getStatusSource/;
const KINDS = [
  [/^(un)?pinAccount/, "followed"], [/schedule/i, "scheduled"], [OWN_STATUS, "own_status"], [/Status(?!es)|EmojiReaction|Context$/, "status"], [/FollowRequest/, "asker"],
  [/List(?!s$)/, "list"], [/Filter/, "keyword"], [/Media$/, "media"], [/Tag$/, "tag"], [/Announcement/, "announcement"], [/Poll$/, "asking"], [/Conversation$/, "conversation"],
  [/Notification/, "notification"], [/Account|Relationship|Note$|IdentityProof/, "account"],
];
const VALUES = {
  client_name: "megalodon", ids: () => [fresh("account")], account_ids: () => [fresh("followed")],
  account_id: () => fresh("account"), username: () => `m${Date.now() % 1e9}`, email: () => `m${Date.now()}@example.com`,
  password: "a long password of nobody", agreement: true, locale: "en", note: "A note", q: "hills", acct: scene.friend,
  domain: "example.org", phrase: "rain", context: ["home"], name: "hills", status: "Hello from megalodon",
  title: "A list", timeline: ["home"], hashtag: "hills", list_id: () => fresh("list"), scheduled_at: "2030-01-01T00:00:00Z",
  choices: [0], _emoji: "x", notifications: true, limit: 5, code: scene.code, client_id: scene.client_id, client_secret: scene.client_secret,
  clientId: scene.client_id, clientSecret: scene.client_secret, token: () => fresh("token"), refresh_token: scene.refresh_token,
  redirect_uri: "urn:ietf:wg:oauth:2.0:oob", subscription: scene.subscription,
  file: () => createReadStream(photo), reason: null,
};
const OPTIONS = {
  editStatus: { status: "Edited by megalodon" }, updateCredentials: { display_name: "Me" }, uploadMedia: { description: "A hill" },
  updateMedia: { description: "A hill" }, createFilter: {}, saveMarkers: { home: { last_read_id: scene.pools.status[0] } },
  registerApp: {}, createApp: {}, generateAuthUrl: {},
};
const photo = join(mkdtempSync(join(tmpdir(), "rossgram-")), "photo.jpg");
writeFileSync(photo, Buffer.from(scene.photo, "base64"));

function named(method, name) {
  if (name === "options" || name === "_options" || name === "data") return OPTIONS[method] ?? {};
  if (name === "id" || name === "_id") {
    if (method === "deleteFeaturedTag") return fresh("featured");
    return fresh(KINDS.find(([pattern]) => pattern.test(method))?.[1] ?? "none");
  }
  const value = VALUES[name] ?? VALUES[name.replace(/^_/, "")];
  return typeof value === "function" ? value() : value;
}

const calls = Object.getOwnPropertyNames(Object.getPrototypeOf(client))
  .filter((name) => typeof client[name] === "function" && !SKIPPED.includes(name) && !/streaming/i.test(name))
  .map((name) => {
    const parameters = client[name].toString().match(/^[^(]*\(([^)]*)\)/)[1].split(",");
    const names = parameters.map((one) => one.split("=")[0].trim().replace(/_\d+$/, "")).filter(Boolean);
    return [name, () => (name === "registerAccount" ? newcomer : client)[name](...names.map((one) => named(name, one)))];
  });
// Who signs up has no account yet, and what clears everything comes last.
const newcomer = library.default(scene.kind, scene.url, scene.app_token, "rossgram-clients");
const late = (name) => Number(name === "dismissNotifications");
calls.sort(([one], [other]) => late(one) - late(other));
await record(calls);
