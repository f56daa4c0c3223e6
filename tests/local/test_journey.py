"""A photo is uploaded, published and delivered on a running server, and is kept after a restart."""

import time
from collections.abc import Callable

import pytest
import requests

from local.demo.client import App
from local.demo.community import CONVERSATIONS, PEOPLE, POSTS, PRIVATE, STORIES
from local.demo.market import CAMPAIGNS, SOLD
from tests.journeys import story
from tests.local.running import Running

pytestmark = pytest.mark.local_aws


def fetch(url: str) -> requests.Response:
    return requests.get(url, timeout=60)


def test_a_photo_travels_from_one_phone_to_another_and_stays(start: Callable[..., Running]):
    first = start().wait_until_ready()
    anna, ben = (story.register(first.url, handle) for handle in ("anna", "ben"))
    ben.api.account_follow(anna.account.id)

    status = story.post_photo(anna, story.phone_photo(), "Home at last #hills")

    home = story.wait_for(ben.api.timeline_home)
    assert [item.id for item in home] == [status.id]
    story.check_photo(home[0], fetch)

    first.stop()
    start(PORT=str(first.port)).wait_until_ready()

    again = ben.api.timeline_home()
    assert [item.id for item in again] == [status.id]
    story.check_photo(again[0], fetch)


@pytest.mark.slow
def test_the_demo_community_is_finished_when_it_was_interrupted(start: Callable[..., Running]):
    first = start(DEMO="1").wait_until_ready()
    story.wait_for(lambda: "Filling in a demo community: 10 of" in first.said())
    first.process.kill()
    first.process.wait()

    second = start(DEMO="1").wait_until_ready()
    over = time.monotonic() + 300
    while "The demo community is there" not in second.said() and time.monotonic() < over:
        time.sleep(0.5)
    assert "The demo community is there" in second.said(), second.said()

    public = f"{second.url}/api/v1/timelines/public?limit=40"
    posts = fetch(public).json()
    posts += fetch(f"{public}&max_id={posts[-1]['id']}").json()
    open_posts = [post for post in POSTS if post.author not in PRIVATE]
    # Beside the posts there are what is sold, the campaigns, and their news for everybody.
    others = len(SOLD) + len(CAMPAIGNS) + sum(len(campaign["updates"]) for campaign in CAMPAIGNS)
    assert len(posts) == len({post["content"] for post in posts}) == len(open_posts) + others
    assert sum(post["replies_count"] for post in posts) == sum(len(post.comments) for post in open_posts)
    mira = App(second.url).let_in(PEOPLE[0])
    reels = mira.get("/api/v1.1/stories/carousel")["nodes"]
    assert {story["rossgram"]["description"] for reel in reels for story in reel["nodes"]} == {
        story.alt for story in STORIES if story.author in PEOPLE[0].follows
    }
    assert len(mira.get("/api/v1/conversations")) == sum("mira" in talk.people for talk in CONVERSATIONS)
