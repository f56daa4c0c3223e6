"""Write to the terminal, which may have been closed."""

import sys


def say(line: str) -> None:
    """Print a line to standard output; a closed terminal is ignored."""
    try:
        print(line, flush=True)
    except OSError:
        return


def complain(sentence: str) -> None:
    """Print a sentence to standard error; a closed terminal is ignored."""
    try:
        print(sentence, file=sys.stderr, flush=True)
    except OSError:
        return
