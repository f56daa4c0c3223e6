"""What stops the local stack."""


class Problem(Exception):
    """Something the person at the keyboard can put right, told in one sentence."""


class Stopped(Exception):
    """Somebody asked the stack to stop."""
