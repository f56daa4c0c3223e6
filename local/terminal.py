"""Write to the terminal, which may have been closed."""

import sys


def say(line: str) -> None:
    """Write a line to standard output."""
    try:
        print(line, flush=True)
    except OSError:
        return


def complain(sentence: str) -> None:
    """Write a sentence to standard error."""
    try:
        print(sentence, file=sys.stderr, flush=True)
    except OSError:
        return
