"""The operations of whoever chooses whom to show posts to, puts posts away, and puts them together."""

from typing import Any

from bench import photos, stage
from bench.stage import CAPTION, Operations
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import LIVE, Campaign
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import SIGNED
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS, LIST
from chalicelib.models.photos.sharing.collections import PUBLIC
from chalicelib.models.photos.stories.story_views import StoryView
from chalicelib.models.photos.timelines import Home
from chalicelib.services.money.funding import discovery
from chalicelib.services.people.reading import lists
from chalicelib.services.photos import posts, timelines
from chalicelib.services.photos.insights import adding_up, reading, reporting
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.search import everything, indexing
from chalicelib.services.photos.sharing import archive, close_friends, collected, collections, tagged
from chalicelib.services.photos.sharing.person_tags import Point
from chalicelib.services.photos.stories import highlighted, highlights, publishing, tray, watching
from chalicelib.services.photos.trends import counting, showing

CROWD = 500


class Stage(stage.Stage):
    """The same community, with an author who chooses, puts away, and puts together."""

    def operations(self) -> Operations:
        """Yield each operation's name and the function that runs it."""
        yield from super().operations()
        yield from self._chosen()
        yield from self._kept()
        yield from self._stories()
        yield from self._crowd()
        yield from self._leading()
        yield from self._found()
        yield from self._tagged()
        yield from self._seen()

    def _seen(self) -> Operations:
        ids, author = [post.id for post in self.posts[:20]], self.posts[0].author_id
        # Whether the day before was added up is asked once by each process.
        reporting.add_up_yesterday()
        day = reporting.day_of(now())
        reports = [{"nonce": str(number), "day": day, "posts": ids, "accounts": [author]} for number in range(10)]
        yield "report 20 views", lambda: reporting.report(self.reader.id, ids, [author])
        yield "write ten reports of 20 views down", lambda: reporting.collect(reports)
        yield "add up ten reports of 20 views", lambda: adding_up.begin(day)
        yield "numbers of one's own posts", lambda: reading.of_account(author)
        yield "numbers of a post of one's own", lambda: reading.of_post(author, ids[0])

    def _tagged(self) -> Operations:
        seen, authors = self._account("seen"), self.authors[:4]
        for number in range(20):
            item = photos.processed(authors[number % 4].id)
            draft = Draft(CAPTION, [item.id], people=[Point(seen.id, item.id, 0.5, 0.5)])
            post = posts.publish(authors[number % 4].id, draft)
        yield "page of 20 photos of somebody", lambda: tagged.page(self.reader.id, seen.id, Page())
        friend, author = self._account("seen too"), post.author_id
        people = [Point(friend.id, str(post.body["media"][0]["id"]), 0.5, 0.5)]
        yield "tag a person", lambda: tagged.tag(author, post.id, people)

    def _leading(self) -> Operations:
        leaders = [self._account(f"leader{number}") for number in range(7)]
        for post in [self._post(author) for author in leaders for _ in range(counting.OF_ONE_AUTHOR)]:
            post.update([Post.likes_count.set(9)])
        counting.count()
        yield "page of 20 to explore, signed out", lambda: showing.posts(None, 20)
        yield "page of 20 to explore", lambda: showing.posts(self.reader.id, 20)

    def _found(self) -> Operations:
        for number in range(24):
            self._fund(self.authors[number % stage.AUTHORS])
        reader, wish = self.reader.id, everything.Wish("river", None, Page())
        yield "search people, posts and hashtags at once", lambda: everything.search(reader, wish)
        yield "page of 20 campaigns", lambda: discovery.newest(reader, Page())
        yield "page of 20 campaigns of those one follows", lambda: discovery.followed(reader, Page())
        yield "20 campaigns that end soon", lambda: discovery.ending_soon(reader, 20)

    def _fund(self, author: Account) -> None:
        """Let a campaign be live, with the post that presents it."""
        at = now()
        states: Any = {"state": LIVE, "launched_at": at, "deadline": at + stage.DAY, "due": "due"}
        campaign = Campaign(creator_id=author.id, title="A book", currency="eur", goal=100_000, **states)
        post = self._publish(author, campaign_id=campaign.id)
        campaign.post_id, campaign.due_at = post.id, campaign.deadline
        campaign.create()
        indexing.index(post.id)

    def _crowd(self) -> Operations:
        author = self._account("known")
        for number in range(CROWD):
            fan_id = f"crowd{number}"
            Follow.create(fan_id, author.id)
            if number % 10 < 3:
                Home.see(fan_id)
        post = self._post(author)
        yield f"deliver to {CROWD} followers, 30 % active", lambda: timelines.deliver(post.id)

    def _chosen(self) -> Operations:
        author, friend, member = (self._account(name) for name in ("chooser", "friend", "member"))
        close_friends.add(author.id, [friend.id])
        timelines.follow(author.id, member.id)
        people = lists.create(author.id, "Family")
        lists.add(author.id, people.id, [member.id])
        for number in range(40):
            rule: Any = {"access": CLOSE_FRIENDS} if number % 2 else {"access": LIST, "offer": {"list_id": people.id}}
            self._publish(author, **rule)
        yield "profile page of 20, by a friend", lambda: timelines.account(friend.id, author.id, Page())
        yield "profile page of 20, by one on a list", lambda: timelines.account(member.id, author.id, Page())

    def _kept(self) -> Operations:
        author, post = self.authors[1], self.posts[1]
        yield "archive a post", lambda: archive.archive(author.id, post.id)
        yield "page of the archive", lambda: archive.page(author.id, Page(limit=10))
        yield "take a post out of the archive", lambda: archive.unarchive(author.id, post.id)
        ids = [self._publish(author).id for _ in range(12)]
        made = [collections.create(author.id, {"post_ids": ids, "visibility": PUBLIC}) for _ in range(9)]
        reader, one = self.reader.id, made[0].id
        yield "a collection of 12 posts", lambda: collected.find(reader, one)
        yield "page of 9 collections", lambda: collected.of(reader, author.id, 1)
        yield "put a post into a collection", lambda: collections.add(author.id, one, self.posts[7].id)

    def _stories(self) -> Operations:
        watcher, author = self._account("watcher"), self._account("teller")
        tellers = [self._account(f"teller{number}") for number in range(99)]
        for one in (*tellers, author):
            Follow.create(watcher.id, one.id)
        for one in tellers[:20]:
            publishing.publish(one.id, photos.processed(one.id).id)
        story = publishing.publish(author.id, photos.processed(author.id).id)
        for one in tellers[:40]:
            StoryView.note(one.id, story)
        watching.see(self._follower(author).id, story.id)
        item = self._signed(author)
        yield "put a story up", lambda: publishing.publish(author.id, item.id)
        yield "stories of a hundred whom one follows", lambda: tray.open_tray(watcher.id)
        yield from self._highlights(watcher)
        yield "see a story", lambda: watching.see(watcher.id, story.id)
        yield "like a story one saw", lambda: watching.like(watcher.id, story.id)
        yield "who saw a story", lambda: watching.viewers(author.id, story.id, Page(limit=40))

    def _highlights(self, watcher: Account) -> Operations:
        author = self._account("keeper")
        Follow.create(watcher.id, author.id)
        ids = [publishing.publish(author.id, photos.processed(author.id).id).id for _ in range(13)]
        highlights.make(author.id, "Hills", ids[:12])
        yield "highlights of 12 stories", lambda: highlighted.of(watcher.id, author.id)
        yield "make a highlight", lambda: highlights.make(author.id, "Sea", ids[12:])

    def _follower(self, author: Account) -> Account:
        follower = self._account("follower-of-teller")
        Follow.create(follower.id, author.id)
        return follower

    def _signed(self, author: Account) -> Media:
        item = photos.processed(author.id)
        item.update([Media.place.set(SIGNED)])
        return item

    def _publish(self, author: Account, **rule: Any) -> Post:
        return posts.publish(author.id, Draft(CAPTION, [photos.processed(author.id).id], **rule))
