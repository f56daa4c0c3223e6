"""Carry out a command in a process with the settings of its target; `python -m infra.operate` starts it."""

import sys

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException

from chalicelib.errors import PaymentsUnavailable
from infra.operate.commands import parser
from local import clock


def main(words: list[str]) -> int:
    """Carry out a command, and return its exit code."""
    asked = parser().parse_args(words)
    clock.follow()
    try:
        return int(asked.run(asked))
    except (BotoCoreError, ClientError, PynamoDBException) as error:
        print(f"It went wrong. AWS says: {error}", file=sys.stderr)
        return 2
    except PaymentsUnavailable as error:
        print(f"It went wrong. Stripe gave no answer, or refuses the key. {error}.", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
