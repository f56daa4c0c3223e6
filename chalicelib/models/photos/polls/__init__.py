"""Polls: what was voted."""
