"""Write the API documents, and the table by which routes find their modules, from the routes: `python -m docs.api`."""

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docs import unserved
from docs.openapi import document
from docs.openapi.source import View

DOCUMENT = "docs/api.md"
HEAD = """# The API

Rossgram speaks the client API of Mastodon (https://docs.joinmastodon.org/client/), so this page lists which of it is
served and says only what is particular. Parameters are taken as JSON, urlencoded, multipart or in the query string.
Errors are `{"error": "…", "msg": "…", "error_code": "…", "error_description"?: "…"}`; a code is the name of the class
in `chalicelib/errors.py`, or of a leaf that a service draws, as `name_taken` and `payment_declined`; `msg` is `error`
for Pixelfed's app. `indexable` and `attribution_domains` of a profile do nothing: they are ignored, and `indexable` is
false. Lists page with `limit`, `max_id`, `since_id`, `min_id`, and the `Link` header. Without `rel="next"` there is no
more; with it there is as a rule: behind a full page may stand what the reader is not shown alone, and then the next
one is empty and has no `next`. Timelines of a hashtag with `only_media`, and an account's posts with `tagged`, look
through 2,000 posts for a page at most, and end there.
`_pe=1`, by which Pixelfed's app asks for an entity of its own, changes nothing: each status has what that one has
beside Mastodon's (`pf_type`, `content_text`, `reply_count`, `local`, `comments_disabled`, `place`, `taggedPeople`),
but for `liked_by`, `label` and `shortcode`, which are not there. An account has `note_text`, its note as it was typed,
and for that app alone `website` (null), `local` (true), `is_admin` (false) and `pronouns` (none).
People are tagged in photos by `rossgram[people][]` of a post, a draft or an edit: all of them, each with `account_id`,
`media_id`, and `x` and `y` from 0 to 1; a photo tells them as `rossgram.people`. Who may tag one, and whether one's
profile shows such a post only once one approves it, are `rossgram[tags_from]` and `rossgram[tags_by_hand]` of
`update_credentials`. Whoever is tagged is told by notifications of the type `tagged`, for those who name it.
One's own has `settings`, of which `crawlable`, `is_suggestable` and `show_profile_follower_count` and
`show_profile_following_count` are `noindex`, `discoverable` and `hide_collections` by that app's names; all else is
off.

`api_versions.mastodon` is 2: notifications in groups are there. Of what later numbers promise, `blur` of filters (5),
`delete_media` and the deletion of media (4) and what 4.4 has for endorsed accounts and featured hashtags are there too,
but not `attribution_domains` (3): they say which sites may name an account as their author in a preview of a link, and
links have no previews here, so the setting would do nothing. A number promises all below it, so it is 2. Quotes (7) and
what came later are not there.

Whoever has a role is told of who waits for approval (`admin.sign_up`) and of reports (`admin.report`, with `report`);
others who ask for these are answered an empty list, and so is whoever had a role.

Of some types of notifications nobody is ever told: asked for, they answer an empty list, and as alerts of a device they
are off. `quote` and `quoted_update`: posts cannot be quoted.
`severed_relationships`: blocking a server severs them, and there is no other here to be blocked. `annual_report`: no
year is summed up.
`update`: whoever reblogged a post is not told of its edit, and sees it when the post is read again.
Mastodon tells each of them; here that would be a row for each (3 WRU) written after every edit by a walk
of its own, as a delivery, or one read more for every page of notifications, for what few posts ever have.
`most_recent_notification_id` of a group is a number, as Mastodon sends it and apps of fixed types read it; a language
whose numbers are exact to 2^53 alone has the same id as text in `page_max_id`.

| method | path | scope | what it does |
|---|---|---|---|
"""
UNSERVED = """
## What is not served

What clients of Mastodon or Pixelfed ask for, and find no route, with why; Pixelfed's paths stand for all roots that it
serves them under. [clients.md](clients.md) tells which methods of clients meet it.

| method | path | why |
|---|---|---|
"""


def draw() -> str:
    """Return the document."""
    from app import app

    rows = [
        f"| {method} | `{path}` | {_scope(entry.view_function)} | {_promise(entry.view_function)} |\n"
        for path, methods in sorted(app.route_table.items())
        for method, entry in sorted(methods.items())
    ]
    return HEAD + "".join(rows) + UNSERVED + "".join(unserved.rows(app.route_table))


def _promise(view: object) -> str:
    return (inspect.getdoc(view) or "").partition("\n")[0].replace("|", "\\|")


def _scope(view: Callable[..., Any]) -> str:
    return "".join(f"`{scope}`" for scope, _ in View(view).scopes()[:1] if scope)


if __name__ == "__main__":
    for table in ("docs.routes", "docs.screens"):
        subprocess.run([sys.executable, "-m", table], check=True)
    Path(DOCUMENT).write_text(draw())
    document.FILE.write_text(document.draw())
