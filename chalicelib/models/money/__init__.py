"""Tables of money: what was paid, for what, and what it opens."""
