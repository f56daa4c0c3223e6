"""Persist the local AWS: its resources in one small file, its items and messages in a journal."""
