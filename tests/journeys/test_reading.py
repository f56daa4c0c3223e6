"""A reader arranges what they read with Mastodon.py, an unmodified client."""

from mastodon import Mastodon

from chalicelib import config
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token


def test_a_reader_arranges_what_they_read_with_mastodon_py():
    ben, anna, carl = make_account("ben"), make_account("anna"), make_account("carl")
    make_follow(ben, anna)
    make_follow(anna, carl)
    post = make_post(anna, "A cat on a hill #hills")
    deliver_events()
    api = Mastodon(access_token=make_token(ben), api_base_url=config.PUBLIC_URL, session=Client())

    friends = api.list_create("Friends")
    api.list_accounts_add(friends, [anna.id])
    assert [one.acct for one in api.list_accounts(friends)] == ["anna"]
    assert [one.title for one in api.account_lists(anna.id)] == ["Friends"]
    assert [one.id for one in api.timeline_list(friends)] == [post.id]

    made = api.create_filter_v2("Pets", ["home"], "warn", keywords_attributes=[{"keyword": "cat", "whole_word": True}])
    (result,) = api.timeline_home()[0].filtered
    assert (result.filter.id, list(result.keyword_matches)) == (made.id, ["cat"])
    api.delete_filter_v2(made)
    api.filter_create("hill", ["home"])
    assert [one.phrase for one in api.filters()] == ["hill"]

    assert api.tag_follow("hills").following is True
    assert [tag.name for tag in api.followed_tags()] == ["hills"]
    assert api.featured_tag_create("film").name == "film"
    api.markers_set(["home"], [post.id])
    assert str(api.markers_get(["home"])["home"].last_read_id) == post.id

    assert [one.acct for one in api.suggestions()] == ["carl"]
    assert api.account_endorse(anna.id).endorsed is True
    assert [one.acct for one in api.endorsements()] == ["anna"]
    assert api.preferences()["posting:default:visibility"] == "public"
    for read in (api.notifications, api.conversations, api.announcements, api.trending_tags, api.scheduled_statuses):
        assert list(read()) == []
    assert api.notifications_unread_count().count == 0
    api.list_accounts_delete(friends, [anna.id])
    api.list_delete(friends)
    assert list(api.lists()) == []
