// Call every method of a client in turn, and print what each asked of the server and what came of it, as JSON.
import diagnostics from "node:diagnostics_channel";
import { readFileSync } from "node:fs";

export const scene = JSON.parse(readFileSync(0, "utf8"));
export const asked = [];
const PATIENCE_MS = 20000;

diagnostics.subscribe("http.client.response.finish", ({ request, response }) => {
  asked.push([request.method, request.path.split("?")[0], response.statusCode]);
});
diagnostics.subscribe("undici:request:headers", ({ request, response }) => {
  asked.push([request.method, request.path.split("?")[0], response.statusCode]);
});

const places = {};
// What is read may be any; what is written to is another each time, so that no call meets what one before it did.
export function fresh(kind) {
  const pool = scene.pools[kind] ?? ["1"];
  places[kind] = (places[kind] ?? -1) + 1;
  return pool[places[kind] % pool.length];
}

export async function record(calls) {
  const found = [];
  for (const [name, call] of calls) {
    asked.length = 0;
    const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("no answer in time")), PATIENCE_MS).unref());
    let error = null;
    try {
      await Promise.race([call(), late]);
    } catch (raised) {
      error = String(raised?.response?.data?.error ?? raised?.message ?? raised).slice(0, 300);
    }
    // The channel of answers that were read to their end speaks a moment later.
    await new Promise((resolve) => setTimeout(resolve, 5));
    found.push({ name, error, requests: asked.splice(0) });
  }
  console.log(JSON.stringify(found));
  process.exit(0);
}
