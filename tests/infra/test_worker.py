"""What the service worker keeps is the files that were built and the page, and nothing that anybody is answered."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.test_house import ROOT

WORKER = ROOT / "web/worker.js"
# Plays the worker: it was given two files, and is asked for what a page asks for.
PLAY = """
const listeners = {}, stored = [], put = []
const cache = {
  addAll: async (all) => stored.push(...all.map((one) => one.url)),
  put: async (one) => put.push(one.url ?? one),
  match: async (path) => 'kept ' + path,
}
globalThis.location = { origin: 'https://photos.example' }
globalThis.caches = {
  open: async () => cache,
  keys: async () => ['client-old', 'client-x'],
  delete: async (name) => put.push('deleted ' + name),
}
globalThis.self = { addEventListener: (name, act) => (listeners[name] = act), skipWaiting: async () => {},
  clients: { claim: async () => {} } }
globalThis.Request = class { constructor(path, how) { this.url = path; this.how = how } }
globalThis.Response = { error: () => 'error' }
globalThis.fetch = async () => { throw new TypeError('no network') }
"""
ASKED = """
const said = {}
const ask = async (mode, path, method = 'GET') => {
  let answer
  const url = path.startsWith('http') ? path : 'https://photos.example' + path
  listeners.fetch({ request: { method, mode, url }, respondWith: (one) => (answer = one) })
  return answer === undefined ? 'not its own' : await answer
}
for (const event of ['install', 'activate']) {
  let until
  listeners[event]({ waitUntil: (one) => (until = one) })
  await until
}
for (const [mode, path, method] of TRIED) said[mode + ' ' + path] = await ask(mode, path, method)
console.log(JSON.stringify({ stored, put, said }))
"""
ITS_OWN = {
    "navigate /": "kept /",
    "navigate /@anna/1": "kept /",
    "navigate /settings": "kept /",
    "cors /assets/a.js": "kept /assets/a.js",
}
OTHERS = (
    "navigate /oauth/authorize?x=1",
    "navigate /unlock/1",
    "navigate /checkout/done",
    "navigate /@anna/1/embed",
    "cors /api/v1/timelines/home",
    "cors /api/v1/accounts/verify_credentials",
    "no-cors /media/x/full.jpg",
    "no-cors /signed/x/full.jpg?Signature=y",
    "no-cors /paid/x/full.jpg",
    "cors /assets/b.js",
    "cors https://elsewhere.example/assets/a.js",
)


def play() -> dict[str, Any]:
    text = WORKER.read_text().replace("/* the built files */ []", "['/assets/a.js', '/mark.svg']")
    text = text.replace("/* a hash of them */ ''", "'x'")
    tried = [one.split(" ", 1) for one in (*ITS_OWN, *OTHERS)]
    script = f"{PLAY}\n{text}\n{ASKED.replace('TRIED', json.dumps(tried))}"
    command = ["node", "--input-type=module", "-e", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not shutil.which("node"), reason="the worker is JavaScript")
def test_the_worker_keeps_built_files_and_the_page_and_answers_for_nothing_else():
    played = play()
    assert played["stored"] == ["/", "/assets/a.js", "/mark.svg"]
    # What was kept before goes, and nothing is kept later than at its installation.
    assert played["put"] == ["deleted client-old"]
    assert played["said"] == {**ITS_OWN, **dict.fromkeys(OTHERS, "not its own")}
