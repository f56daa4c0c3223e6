"""Checks of what is stored against entries and payments: each finds suspects, examines and repairs them."""
