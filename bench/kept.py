"""The budgets of whoever chooses whom to show posts to, puts posts away and together, and of what stands before all."""

# Trips, calls, read units, write units, as in operations.py.
KEPT: dict[str, tuple[int, int, float, float]] = {
    # The browser and the account's session in it, read together.
    "cookie of our web client alone": (1, 2, 2, 0),
    # What the limits of writes add to each operation; of likes and bookmarks, one in ten is counted.
    "limit of a write": (1, 1, 0, 1),
    "limit of ten likes": (1, 1, 0, 1),
    # The posts with their authors, whose ids the process knows.
    "page of 20 to explore, signed out": (1, 1, 14, 0),
    "page of 20 to explore": (1, 3, 15.5, 0),
    "profile page of 20, by a friend": (2, 11, 17.5, 0),
    "archive a post": (5, 5, 3, 9),
    "page of the archive": (3, 5, 4, 0),
    "take a post out of the archive": (3, 3, 1.5, 9),
    "a collection of 12 posts": (3, 6, 10.5, 0),
    "page of 9 collections": (2, 6, 10, 0),
    "put a post into a collection": (4, 4, 3, 2),
    "profile page of 20, by one on a list": (3, 14, 19, 0),
    "page of 20 photos of somebody": (3, 7, 20.5, 0),
    "tag a person": (4, 5, 3.5, 16),
    # Half a unit for each of whom one follows, and the rest for one's own row, what one saw and whom one must not meet.
    "stories of a hundred whom one follows": (2, 5, 53.5, 0),
    "put a story up": (4, 4, 2.5, 8),
    "highlights of 12 stories": (2, 3, 4, 0),
    # The row with all that is kept, and the photo that is looked at with it.
    "make a highlight": (3, 3, 9, 24),
    # The row, and its place among those who saw the story.
    "see a story": (4, 5, 3.5, 2),
    "like a story one saw": (4, 5, 3.5, 5),
    "who saw a story": (5, 6, 42.5, 0),
    # The row with its index, and the total.
    "vote in a poll, counted": (6, 7, 5, 4),
    # A message; its limit is counted with the others.
    "report 20 views": (0, 0, 0, 0),
    "write ten reports of 20 views down": (1, 1, 0, 1),
    # Once a day: each shard is asked for, and of those who were seen each gets a row.
    "add up ten reports of 20 views": (28, 28, 23, 7),
    "numbers of one's own posts": (3, 4, 6.5, 0),
    "numbers of a post of one's own": (1, 3, 2, 0),
    "search people, posts and hashtags at once": (3, 11, 28.5, 0),
    "page of 20 campaigns": (3, 6, 25.5, 0),
    "page of 20 campaigns of those one follows": (4, 7, 28.5, 0),
    "20 campaigns that end soon": (3, 7, 27.5, 0),
    # A unit for each of those who looked lately, and the rest for the promise and for where the delivery stands.
    "deliver to 500 followers, 30 % active": (16, 24, 333.5, 153),
}
