"""Entities of photos and posts."""
