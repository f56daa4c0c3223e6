"""Whom an author chooses to show posts to: close friends, lists, and whoever has a secret link."""
