"""Every path of the two worlds' client APIs is served, or docs/api.md says why it is not."""

import re

import pytest

from app import app
from chalicelib.schemas.talk.types import NEVER, TYPES
from docs.api import HEAD
from docs.unserved import reason

# What is core in both worlds, then Pixelfed's extras: a verb, and paths in short, `{a,b}` for each of some.
ASKED = """
GET v1/accounts/1 v1/accounts/lookup v1/accounts/search v1/accounts/relationships v1/accounts/verify_credentials
GET v1/accounts/1/{statuses,followers,following,lists,featured_tags,endorsements,identity_proofs}
GET v1/accounts/familiar_followers v1/accounts v1/statuses
POST v1/accounts/1/{follow,unfollow,block,unblock,mute,unmute,remove_from_followers,note,pin,unpin,endorse,unendorse}
PATCH v1/accounts/update_credentials
POST v1/accounts/update_credentials v1/accounts v1/apps
GET v1/apps/verify_credentials v1/instance v2/instance v1/blocks v1/mutes v1/favourites v1/bookmarks v1/follow_requests
POST v1/follow_requests/1/{authorize,reject}
GET v1/followed_tags v1/tags/a v1/preferences v1/markers v1/suggestions v2/suggestions v1/endorsements v1/custom_emojis
POST v1/tags/a/{follow,unfollow} v1/markers
DELETE v1/suggestions/1 v1/profile/{avatar,header}
GET v1/instance/{terms_of_service,terms_of_service/a,privacy_policy,extended_description,rules}
GET v1/announcements v1/domain_blocks v1/lists v1/filters v2/filters v1/push/subscription v1/scheduled_statuses
GET v1/featured_tags v1/featured_tags/suggestions v1/directory v1/reports v1/trends v1/trends/{statuses,tags,links}
POST v1/lists v1/filters v2/filters v1/reports v1/featured_tags v1/push/subscription v1/media v2/media v1/domain_blocks
GET v1/media/1 v1/lists/1 v1/lists/1/accounts v2/filters/1 v1/filters/1 v1/scheduled_statuses/1
PUT v1/media/1 v1/lists/1 v2/filters/1 v1/filters/1 v1/scheduled_statuses/1 v1/push/subscription
DELETE v1/media/1 v1/lists/1 v2/filters/1 v1/filters/1 v1/scheduled_statuses/1 v1/push/subscription v1/featured_tags/1
POST v1/statuses
GET v1/statuses/1 v1/statuses/1/{context,source,history,favourited_by,reblogged_by,card}
PUT v1/statuses/1
DELETE v1/statuses/1
POST v1/statuses/1/{favourite,unfavourite,reblog,unreblog,bookmark,unbookmark,pin,unpin,mute,unmute,translate}
GET v1/polls/1 v1/tags/a/related
POST v1/polls/1/votes
GET v1/timelines/{home,public,tag/a,list/1} v2/search v1/conversations v1/notifications v1/notifications/1
GET v2/notifications v2/notifications/policy v1/notifications/requests v1/notifications/unread_count
POST v1/notifications/clear v1/notifications/1/dismiss v1/conversations/1/read
DELETE v1/conversations/1
GET v1/admin/accounts v1/admin/reports v2/admin/accounts
POST v1/admin/accounts/1/action
POST {v1.1,pixelfed/v1}/report
GET {v1.1,pixelfed/v1}/accounts/{username/a,mutuals/1}
DELETE {v1.1,pixelfed/v1}/accounts/avatar
GET {v1.1,pixelfed/v1}/collections/{self,accounts/1,items/1,view/1}
POST {v1.1,pixelfed/v1}/collections/{add,remove,update/1}
DELETE {v1.1,pixelfed/v1}/collections/delete/1
GET {v1.1,pixelfed/v1}/direct/{thread,compose/mutuals}
POST {v1.1,pixelfed/v1}/direct/{lookup,thread/send,thread/read,thread/mute}
DELETE {v1.1,pixelfed/v1}/direct/thread/message
POST {v1.1,pixelfed/v1}/archive/{add/1,remove/1}
GET {v1.1,pixelfed/v1}/archive/list
GET {v1.1,pixelfed/v1}/stories/{carousel,self-carousel} {v1.2,pixelfed/v1.2}/stories/{carousel,viewers}
POST {v1.1,pixelfed/v1}/stories/{add,publish,seen,comment,self-expire/1} {v1.2,pixelfed/v1.2}/stories/publish
GET {v1.1,pixelfed/v1}/discover/{accounts/popular,posts/trending,posts/hashtags,posts/network/trending}
GET v1/discover/posts {v1.1,pixelfed/v1}/compose/{search/location,settings} v2/config {v1.1,pixelfed/v1}/nag/state
GET pixelfed/v1/app/settings {v1.1,pixelfed/v1}/push/state
POST pixelfed/v1/app/settings {v1.1,pixelfed/v1}/push/{update,compare,disable}
GET admin/{stats,config,users/list,mod-reports/list}
"""


def spread(path: str) -> list[str]:
    head, brace, rest = path.partition("{")
    if not brace:
        return [path]
    inside, _, tail = rest.partition("}")
    return [one for choice in inside.split(",") for one in spread(head + choice + tail)]


PATHS = [
    (line.split()[0], f"/api/{path}")
    for line in ASKED.strip().splitlines()
    for short in line.split()[1:]
    for path in spread(short)
]


def is_served(verb: str, path: str) -> bool:
    found = app.paths.find(path)
    return found is not None and verb in app.route_table[found[0]]


@pytest.mark.parametrize(("verb", "path"), PATHS)
def test_what_clients_ask_for_is_served_or_it_is_said_why_not(verb: str, path: str):
    assert is_served(verb, path) or reason(verb, path)


def test_each_type_of_notification_that_nobody_is_told_is_said_to_be_so():
    said = HEAD.partition("Of some types of notifications nobody is ever told")[2].partition("| method |")[0]
    named = set(re.findall(r"`([a-z_.]+)`", said))
    assert set(NEVER) <= named
    assert not named & {*TYPES.values()}
