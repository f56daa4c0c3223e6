"""What grows beside a request that writes: all that people do with Anna and Ben, and all that these keep."""

from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.reading.announcements import Announcement
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.people import sessions
from chalicelib.services.people.reading import filters, lists
from chalicelib.services.people.reading.filter_changes import Changes, KeywordChange
from chalicelib.services.people.relationships import blocks, endorsements, mutes, notes
from chalicelib.services.photos import bookmarks, comments, likes, timelines
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.reading import hashtags
from chalicelib.services.photos.scheduling import own_drafts, scheduled
from chalicelib.services.photos.sharing import close_friends, secret_links
from chalicelib.services.photos.stories import watching
from chalicelib.services.safety import reports
from chalicelib.services.safety.reports import Complaint
from tests.journeys.growing import Crowd
from tests.journeys.reading_routes import more_terms
from tests.journeys.scene import Scene
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_app, make_media, make_post
from tests.kit.stories import put_up

DAYS = 24 * 3600
# As many as one may have of each, or fewer: a request of the scene has room for its own.
MOST_LISTS, MOST_TAGS, MOST_FEATURED, MOST_LINKS = 40, 400, 8, 1


class WritingWorld:
    """A scene, and everything in it that there can be ten times as much of."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.number = scene, 0
        self.crowd = Crowd(scene)
        self.story = put_up(scene.anna)
        self.comment = scene.comment()

    def grow(self, by: int) -> None:
        """Add so many of everything."""
        for _ in range(by):
            self.number += 1
            person = make_account()
            self._do(person)
            self._meet(person)
            self._arrange(person)
            self._keep()
        self.crowd.grow(by)
        deliver_events()

    def _do(self, person: Account) -> None:
        """Let somebody do with Anna's and Ben's what one can do."""
        anna, ben, post = self.scene.anna, self.scene.ben, self.scene.post
        for followee in (anna, ben):
            timelines.follow(person.id, followee.id)
        for post_id in (post.id, self.comment.id):
            likes.like(person.id, post_id)
            bookmarks.bookmark(person.id, post_id)
        reblogs.reblog(person.id, post.id)
        comments.write(person.id, self.comment.id, Draft("So it is"))
        comments.write(ben.id, post.id, Draft("Again"))
        watching.see(person.id, self.story.id)
        watching.like(person.id, self.story.id)
        reports.file(person.id, anna.id, Complaint(post_ids=[post.id]))

    def _meet(self, person: Account) -> None:
        """Let Anna and Ben follow, close out and tell apart people."""
        for account in (self.scene.anna, self.scene.ben):
            friend, stranger, bore = person, make_account(), make_account()
            timelines.follow(account.id, friend.id)
            endorsements.endorse(account.id, friend.id)
            close_friends.add(account.id, [friend.id])
            notes.write(account.id, friend.id, "Met in Rome")
            blocks.block(account.id, stranger.id)
            blocks.block(make_account().id, account.id)
            mutes.mute(account.id, bore.id)
            for _ in range(2):
                FollowRequest(account.id, make_account().id).save()

    def _arrange(self, person: Account) -> None:
        """Let Ben arrange what he reads."""
        ben = self.scene.ben.id
        if self.number <= MOST_LISTS:
            lists.add(ben, lists.create(ben, f"List {self.number}").id, [person.id])
        word = KeywordChange(keyword=f"cat{self.number}")
        made = filters.create(ben, Changes(title="Pets", context=["home"], keywords=[word]))
        filters.add_post(ben, made["id"], self.scene.post.id)
        if self.number <= MOST_TAGS:
            hashtags.follow(ben, f"hill{self.number}")
        if self.number <= MOST_FEATURED:
            hashtags.feature(ben, f"hill{self.number}")
        Announcement.publish("Hello", None)
        more_terms(self.number)

    def _keep(self) -> None:
        """Let Anna and Ben keep more of their own."""
        if self.number <= MOST_LINKS:
            secret_links.create(self.scene.anna.id, self.scene.post.id)
        for account in (self.scene.anna, self.scene.ben):
            make_post(account, "Hills #hills")
            make_media(account)
            put_up(account)
            own_drafts.save(account.id, Draft("Some day"))
            scheduled.schedule(account.id, Draft("Soon"), now() + 7 * DAYS)
            sessions.begin(account.id, make_app().app.client_id, ["read"])
