"""The budgets of whoever chooses whom to show posts to, puts posts away, and puts them together."""

# Trips, calls, read units, write units, as in operations.py.
KEPT: dict[str, tuple[int, int, float, float]] = {
    "profile page of 20, by a friend": (2, 11, 17.5, 0),
    "profile page of 20, by one on a list": (3, 14, 30, 0),
}
