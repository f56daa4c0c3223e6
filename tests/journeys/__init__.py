"""Whole stories, told through the HTTP door."""
