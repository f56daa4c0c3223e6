"""JSON in and out: the only floor that speaks the Mastodon dialect."""
