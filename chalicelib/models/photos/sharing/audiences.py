"""Name the audiences that an author chooses by hand, beside those of everybody, of followers and of who pays."""

ME = "me"
# Whoever is in one of these now, not when the post was written.
CLOSE_FRIENDS, LIST = "close_friends", "list"
BY_HAND = (ME, CLOSE_FRIENDS, LIST)
