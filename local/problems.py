"""Exceptions that stop the local stack."""


class Problem(Exception):
    """A problem that the user can fix; the message is one sentence."""


class Stopped(Exception):
    """A signal requested the stack to stop."""
