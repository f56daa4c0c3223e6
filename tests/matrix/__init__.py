"""Everybody at every route that reads."""
