"""Entities of accounts, and of what each keeps for itself."""
