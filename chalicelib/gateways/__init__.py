"""The outside world behind verbs of our own."""
