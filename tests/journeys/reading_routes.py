"""A request for each route by which readers arrange what they read, with what must be there before it."""

from typing import Any

from chalicelib.models.people.reading.announcements import Announcement
from chalicelib.models.people.reading.server_texts import PRIVACY, TERMS, ServerText
from chalicelib.services.people.reading import filters, lists, server_texts
from chalicelib.services.people.reading.app_settings import DEFAULTS
from chalicelib.services.people.reading.filter_changes import Changes, KeywordChange
from chalicelib.services.photos.reading import hashtags
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route


def arranged(scene: Scene) -> dict[str, str]:
    """Arrange what Ben reads, and return the ids of it."""
    return a_list(scene) | a_filter(scene) | a_hashtag(scene) | some_terms(scene)


def some_terms(_: Scene) -> dict[str, str]:
    """Publish terms that count from this day on."""
    day = server_texts.today()
    for kind in (TERMS, PRIVACY):
        ServerText.publish(kind, day, {"en": "<p>Be kind.</p>"}, day)
    return {"effective_date": day}


def more_terms(number: int) -> None:
    """Publish terms that begin in the far future, each number others."""
    ServerText.publish(TERMS, f"{3000 + number}-01-01", {"en": "<p>Be kinder.</p>"}, server_texts.today())


def an_announcement(_: Scene) -> dict[str, str]:
    """Announce something."""
    return {"announcement_id": Announcement.publish("Hello", None).id}


def a_hashtag(scene: Scene) -> dict[str, str]:
    """Let Ben follow a hashtag and show it on his profile."""
    hashtags.follow(scene.ben.id, "hills")
    hashtags.feature(scene.ben.id, "hills")
    return {"name": "hills", "choice_id": hashtags.find_featured(scene.ben.id, "hills").id}


def a_filter(scene: Scene) -> dict[str, str]:
    """Make a filter of a keyword, which names Anna's post."""
    made = a_filter_of_words(scene)
    item = filters.add_post(scene.ben.id, made["filter_id"], scene.post.id)
    return {**made, "item_id": item["id"]}


def a_filter_of_words(scene: Scene) -> dict[str, str]:
    """Make a filter of a keyword."""
    changes = Changes(title="Pets", context=["home"], keywords=[KeywordChange(keyword="cat")])
    made = filters.create(scene.ben.id, changes)
    return {"filter_id": made["id"], "keyword_id": made["keywords"][0]["id"]}


def a_list(scene: Scene) -> dict[str, str]:
    """Make a list with Anna on it."""
    made = lists.create(scene.ben.id, "Friends")
    lists.add(scene.ben.id, made.id, [scene.anna.id])
    return {"list_id": made.id}


def an_empty_list(scene: Scene) -> dict[str, str]:
    """Make a list with nobody on it."""
    return {"list_id": lists.create(scene.ben.id, "Friends").id}


def _ask(method: str, path: str, **given: Any) -> Act:
    """Return the act that sends a form; texts of it may name what was prepared, or Anna and her post."""

    def act(client: Any, scene: Scene, made: Any) -> Any:
        known = {**(made or {}), "anna": scene.anna.id, "post": scene.post.id}
        return client.request(method, path.format(**known), json=_named(given, known))

    return act


def _named(given: Any, known: dict[str, str]) -> Any:
    if isinstance(given, dict):
        return {name: _named(value, known) for name, value in given.items()}
    if isinstance(given, list):
        return [_named(value, known) for value in given]
    return given.format(**known) if isinstance(given, str) else given


LISTS, LIST = "/api/v1/lists", "/api/v1/lists/{list_id}"
MEMBERS = f"{LIST}/accounts"
FILTERS, FILTER = "/api/v2/filters", "/api/v2/filters/{filter_id}"
KEYWORDS, KEYWORD = f"{FILTER}/keywords", f"{FILTERS}/keywords/{{keyword_id}}"
POSTS, POST = f"{FILTER}/statuses", f"{FILTERS}/statuses/{{item_id}}"
OLD_FILTERS, OLD_FILTER = "/api/v1/filters", "/api/v1/filters/{keyword_id}"
TAG, FEATURED = "/api/v1/tags/{name}", "/api/v1/featured_tags"
FILM = "/api/v1/tags/film"
DISMISS, SUGGESTION = "/api/v1/announcements/{announcement_id}/dismiss", "/api/v1/suggestions/{account_id}"
SETTINGS = "/api/pixelfed/v1/app/settings"
MARKERS = "/api/v1/markers"
OUR_TERMS = "/api/rossgram/v1/terms"
GIVEN: dict[str, Any] = {"title": "Pets", "context": ["home"], "keywords_attributes": [{"keyword": "cat"}]}

ROUTES = (
    # Whoever did not hear that a list was made finds it among their lists.
    Route("POST", LISTS, _ask("POST", LISTS, title="Friends"), is_repeatable=False),
    Route("PUT", LIST, _ask("PUT", LIST, title="Hills"), a_list),
    Route("DELETE", LIST, _ask("DELETE", LIST), a_list),
    Route("POST", MEMBERS, _ask("POST", MEMBERS, account_ids=["{anna}"]), an_empty_list),
    Route("DELETE", MEMBERS, _ask("DELETE", MEMBERS, account_ids=["{anna}"]), a_list),
    Route("POST", FILTERS, _ask("POST", FILTERS, **GIVEN), is_repeatable=False),
    Route("PUT", FILTER, _ask("PUT", FILTER, title="Beasts"), a_filter),
    Route("DELETE", FILTER, _ask("DELETE", FILTER), a_filter),
    Route("POST", KEYWORDS, _ask("POST", KEYWORDS, keyword="dog"), a_filter, is_repeatable=False),
    Route("PUT", KEYWORD, _ask("PUT", KEYWORD, keyword="dog"), a_filter),
    Route("DELETE", KEYWORD, _ask("DELETE", KEYWORD), a_filter),
    Route("POST", POSTS, _ask("POST", POSTS, status_id="{post}"), a_filter_of_words),
    Route("DELETE", POST, _ask("DELETE", POST), a_filter),
    Route("POST", OLD_FILTERS, _ask("POST", OLD_FILTERS, phrase="cat", context=["home"]), is_repeatable=False),
    Route("PUT", OLD_FILTER, _ask("PUT", OLD_FILTER, phrase="dog"), a_filter),
    Route("DELETE", OLD_FILTER, _ask("DELETE", OLD_FILTER), a_filter),
    Route("POST", f"{TAG}/follow", _ask("POST", f"{FILM}/follow"), a_hashtag),
    Route("POST", f"{TAG}/unfollow", _ask("POST", f"{TAG}/unfollow"), a_hashtag),
    Route("POST", f"{TAG}/feature", _ask("POST", f"{FILM}/feature"), a_hashtag),
    Route("POST", f"{TAG}/unfeature", _ask("POST", f"{TAG}/unfeature"), a_hashtag),
    Route("POST", FEATURED, _ask("POST", FEATURED, name="film"), a_hashtag),
    Route("DELETE", f"{FEATURED}/{{choice_id}}", _ask("DELETE", f"{FEATURED}/{{choice_id}}"), a_hashtag),
    Route("POST", MARKERS, _ask("POST", MARKERS, home={"last_read_id": "{post}"})),
    Route("POST", DISMISS, _ask("POST", DISMISS), an_announcement),
    Route("POST", OUR_TERMS, _ask("POST", OUR_TERMS, effective_date="{effective_date}"), some_terms),
    Route("DELETE", SUGGESTION, _ask("DELETE", SUGGESTION.format(account_id="{anna}"))),
    Route("POST", SETTINGS, _ask("POST", SETTINGS, common=DEFAULTS)),
)
