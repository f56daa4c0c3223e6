"""Indexes of tables whose own files are full."""
