"""Search as clients call it: accounts, posts and hashtags by one query, and the pages of a hashtag."""

from chalicelib.services.people.relationships import blocks, privacy
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token


def test_one_query_finds_accounts_posts_and_hashtags():
    anna, viewer = make_account("sunanna"), make_account()
    post = make_post(anna, "The sun #Sunset")
    deliver_events()
    client = Client(make_token(viewer))
    found = client.get("/api/v2/search", params={"q": "sun", "resolve": "true"}).json()
    assert [one["id"] for one in found["accounts"]] == [anna.id]
    assert [one["id"] for one in found["statuses"]] == [post.id]
    tag = {"id": "sunset", "name": "sunset", "url": "http://localhost:8000/tags/sunset", "history": []}
    assert found["hashtags"] == [{**tag, "following": False, "featuring": False}]
    for kind in ("accounts", "statuses", "hashtags"):
        asked = client.get("/api/v2/search", params={"q": "sun", "type": kind}).json()
        assert asked == {name: rows if name == kind else [] for name, rows in found.items()}
        assert client.get("/api/v2/search", params={"q": "sun", "type": kind, "offset": 1}).json()[kind] == []
    assert not any(client.get("/api/v2/search", params={"q": "sun", "type": "songs"}).json().values())
    other = {"q": "sun", "type": "statuses", "account_id": viewer.id}
    assert client.get("/api/v2/search", params=other).json()["statuses"] == []


def test_the_hashtags_of_a_search_say_whether_their_viewer_follows_them():
    make_post(make_account(), "#sunset #sunrise #sunday")
    deliver_events()
    client = Client(make_token(make_account()))
    client.post("/api/v1/tags/sunset/follow")
    client.post("/api/v1/tags/sunrise/feature")
    for params in ({"q": "sun"}, {"q": "sun", "type": "hashtags"}):
        found = client.get("/api/v2/search", params=params).json()["hashtags"]
        stood_to = {tag["name"]: (tag["following"], tag["featuring"]) for tag in found}
        assert stood_to == {"sunset": (True, False), "sunrise": (False, True), "sunday": (False, False)}
        assert all("following" not in tag for tag in Client().get("/api/v2/search", params=params).json()["hashtags"])


def test_a_composer_completes_whom_one_follows():
    viewer, known = make_account(), make_account("maria_known")
    make_account("maria_other")
    make_follow(viewer, known)
    client = Client(make_token(viewer))
    params = {"q": "@mar", "following": "true", "limit": 4}
    assert [one["id"] for one in client.get("/api/v1/accounts/search", params=params).json()] == [known.id]
    assert len(client.get("/api/v1/accounts/search", params={"q": "@mar", "limit": 1}).json()) == 1


def test_hostile_queries_find_nothing_and_fail_nothing():
    client = Client(make_token(make_account("anna")))
    for query in ("\u202e", "'; DROP", "<script>", "%", "#" * 2_000, "@" * 500, "é" * 500, "a " * 500):
        assert client.get("/api/v2/search", params={"q": query}).status_code == 200, query
    for params in ({"q": "anna", "offset": 10**9}, {"q": "\x00"}):
        assert client.get("/api/v2/search", params=params).status_code == 422


def test_the_pages_of_a_hashtag_have_links_as_long_as_there_is_more():
    anna = make_account()
    made = [make_post(anna, "#sun") for _ in range(3)]
    deliver_events()
    first = Client().get("/api/v1/timelines/tag/Sun", params={"limit": 2})
    assert [one["id"] for one in first.json()] == [made[2].id, made[1].id]
    assert 'rel="next"' in first.headers["Link"]
    last = Client().get("/api/v1/timelines/tag/sun", params={"limit": 2, "max_id": made[1].id})
    assert [one["id"] for one in last.json()] == [made[0].id]
    assert 'rel="next"' not in last.headers["Link"]
    assert Client().get("/api/v1/timelines/tag/nothing").json() == []


def test_the_pages_of_a_hashtag_take_others_in_and_leave_others_out():
    anna = make_account()
    made = {text: make_post(anna, text).id for text in ("#sun", "#sea", "#sun #sea", "#fog", "#sun #fog")}
    words = make_post(anna, "#sun in words", photos=0).id
    deliver_events()

    def shown(**asked: object) -> list[str]:
        return [one["id"] for one in Client().get("/api/v1/timelines/tag/sun", params=asked).json()]

    pictured = [made["#sun #fog"], made["#sun #sea"], made["#sun"]]
    assert shown() == [words, *pictured]
    assert (shown(only_media="true"), shown(local="true"), shown(remote="true")) == (pictured, [words, *pictured], [])
    assert shown(**{"all[]": ["#Sea"]}) == [made["#sun #sea"]]
    assert shown(**{"none[]": ["sea", "fog"], "only_media": "1"}) == [made["#sun"]]
    wider = [words, made["#sun #fog"], made["#sun #sea"], made["#sea"], made["#sun"]]
    assert shown(**{"any[]": ["sea"]}) == wider
    # Four others count, as in Mastodon.
    assert shown(**{"any[]": ["a", "b", "c", "d", "sea"]}) == shown()
    first = Client().get("/api/v1/timelines/tag/sun", params={"any[]": ["sea"], "limit": 2})
    assert [one["id"] for one in first.json()] == wider[:2]
    assert [one["id"] for one in Client().get(first.links["next"]["url"]).json()] == wider[2:4]


def test_the_posts_of_an_account_with_a_hashtag_are_listed_page_by_page():
    anna, ben = make_account(), make_account()
    made = [make_post(anna, text).id for text in ("#sun", "#sea", "#Sun again", "#sunset", "#sun and #sea")]
    make_post(ben, "#sun")
    hidden = make_post(anna, "#sun for some", access="followers").id
    path = f"/api/v1/accounts/{anna.id}/statuses"
    own = Client(make_token(anna)).get(path, params={"tagged": "sun"}).json()
    assert [one["id"] for one in own] == [hidden, made[4], made[2], made[0]]
    first = Client().get(path, params={"tagged": "#Sun", "limit": 2})
    assert [one["id"] for one in first.json()] == [made[4], made[2]]
    rest = Client().get(first.links["next"]["url"])
    assert ([one["id"] for one in rest.json()], "next" in rest.links) == ([made[0]], False)
    assert Client().get(path, params={"tagged": "nothing"}).json() == []
    assert len(Client().get(path, params={"tagged": ""}).json()) == 5


def test_the_pages_of_a_hashtag_follow_an_account_that_becomes_private_and_public_again():
    anna = make_account()
    before = make_post(anna, "#sun")
    deliver_events()

    def tagged() -> list[str]:
        return [one["id"] for one in Client().get("/api/v1/timelines/tag/sun").json()]

    assert tagged() == [before.id]
    privacy.set_private(anna.id, is_private=True)
    assert tagged() == []
    deliver_events()
    while_private = make_post(anna, "More #sun")
    deliver_events()
    assert tagged() == []
    assert Client().get("/api/v2/search", params={"q": "more"}).json()["statuses"] == []
    privacy.set_private(anna.id, is_private=False)
    deliver_events()
    assert tagged() == [while_private.id, before.id]


def test_nothing_is_found_of_whom_there_is_a_block_with():
    anna, viewer = make_account("sunanna"), make_account("sunviewer")
    make_post(anna, "The sun #Sunset")
    deliver_events()
    client = Client(make_token(viewer))
    for first, other in ((anna, viewer), (viewer, anna)):
        blocks.block(first.id, other.id)
        # The whole handle finds whom one blocks: tests/handlers/people/test_blocks.py.
        for query in ("sun", "suna", "sunanna", "@sunanna@localhost")[: 4 if first is anna else 2]:
            found = client.get("/api/v2/search", params={"q": query}).json()
            assert anna.id not in [one["id"] for one in found["accounts"]]
            assert found["statuses"] == []
            assert anna.id not in [
                one["id"] for one in client.get("/api/v1/accounts/search", params={"q": query}).json()
            ]
        assert client.get("/api/v1/timelines/tag/sunset").json() == []
        blocks.unblock(first.id, other.id)
    assert len(client.get("/api/v2/search", params={"q": "sunanna"}).json()["accounts"]) == 1


def test_a_muted_authors_posts_leave_the_pages_of_a_hashtag():
    anna, viewer = make_account(), make_account()
    make_post(anna, "#sun")
    deliver_events()
    client = Client(make_token(viewer))
    assert len(client.get("/api/v1/timelines/tag/sun").json()) == 1
    client.post(f"/api/v1/accounts/{anna.id}/mute")
    assert client.get("/api/v1/timelines/tag/sun").json() == []


def test_whom_one_has_muted_is_found_and_what_they_say_by_its_address_alone():
    anna, viewer = make_account("sunanna"), make_account()
    post = make_post(anna, "An evening at the pier")
    deliver_events()
    client = Client(make_token(viewer))
    address = client.get(f"/api/v1/statuses/{post.id}").json()["url"]

    def found(query: str) -> tuple[list[str], list[str]]:
        results = client.get("/api/v2/search", params={"q": query}).json()
        return [one["id"] for one in results["accounts"]], [one["id"] for one in results["statuses"]]

    assert found("pier") == ([], [post.id])
    client.post(f"/api/v1/accounts/{anna.id}/mute")
    assert found("pier") == ([], [])
    assert found("sunanna") == ([anna.id], [])
    assert found(address)[1] == [post.id]
    assert client.get("/api/v1/accounts/search", params={"q": "sunanna"}).json()[0]["id"] == anna.id
    client.post(f"/api/v1/accounts/{anna.id}/unmute")
    assert found("pier") == ([], [post.id])
