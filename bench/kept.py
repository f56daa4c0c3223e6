"""The budgets of whoever chooses whom to show posts to, puts posts away, and puts them together."""

# Trips, calls, read units, write units, as in operations.py.
KEPT: dict[str, tuple[int, int, float, float]] = {
    "profile page of 20, by a friend": (2, 11, 17.5, 0),
    "archive a post": (9, 9, 6, 12),
    "page of the archive": (3, 8, 10, 0),
    "take a post out of the archive": (9, 9, 6, 12),
    "a collection of 12 posts": (4, 8, 20, 0),
    "page of 9 collections": (3, 8, 30, 0),
    "put a post into a collection": (4, 4, 4, 8),
    "profile page of 20, by one on a list": (3, 14, 30, 0),
}
