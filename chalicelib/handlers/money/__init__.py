"""Handlers of money."""
