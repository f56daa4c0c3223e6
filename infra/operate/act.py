"""Carry out a command in a process with the settings of its target; `python -m infra.operate` starts it."""

import sys

from pynamodb.exceptions import PynamoDBException

from chalicelib.errors import PaymentsUnavailable, Unavailable
from infra.operate.commands import parser
from infra.told import in_a_sentence
from local import clock

# What the models raise where DynamoDB gives no answer.
NO_ANSWER = (PynamoDBException, Unavailable)


def main(words: list[str]) -> int:
    """Carry out a command, and return its exit code; exit with 2 where it cannot run."""
    asked = parser().parse_args(words)
    clock.follow()
    with in_a_sentence(*NO_ANSWER, code=2):
        try:
            return int(asked.run(asked))
        except PaymentsUnavailable as error:
            print(f"It went wrong. Stripe gave no answer, or refuses the key. {error}.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
