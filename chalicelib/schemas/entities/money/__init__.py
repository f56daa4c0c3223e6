"""Entities of money."""
