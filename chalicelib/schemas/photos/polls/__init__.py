"""Polls of the Mastodon API: what is asked, what is answered, and what came out."""
