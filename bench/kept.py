"""The budgets of whoever chooses whom to show posts to, puts posts away, and puts them together."""

# Trips, calls, read units, write units, as in operations.py.
KEPT: dict[str, tuple[int, int, float, float]] = {
    "profile page of 20, by a friend": (2, 11, 17.5, 0),
    "archive a post": (5, 5, 3, 9),
    "page of the archive": (3, 5, 4, 0),
    "take a post out of the archive": (3, 3, 1.5, 9),
    "a collection of 12 posts": (3, 6, 10.5, 0),
    "page of 9 collections": (2, 6, 10, 0),
    "put a post into a collection": (4, 4, 3, 2),
    "profile page of 20, by one on a list": (3, 14, 19, 0),
}
