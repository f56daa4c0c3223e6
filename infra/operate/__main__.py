"""Run one of the operator's commands: `python -m infra.operate replay --repair`.

Without `--stage` it runs against the running local stack, found by its DATA folder; with it, against that stage in
AWS, with the credentials that boto3 finds. Exit code 0: nothing is wrong. 1: something is. 2: the command cannot run.
"""

import os
import sys

from infra.operate.commands import parser
from infra.operate.place import settings_of
from infra.told import in_a_sentence
from local.problems import Problem


def main(words: list[str]) -> int:
    """Start the command in a process with the settings of its target: chalicelib reads its settings once, on import."""
    asked = parser().parse_args(words)
    with in_a_sentence(Problem, code=2):
        settings = settings_of(asked.stage)
    return int(os.execve(sys.executable, [sys.executable, "-m", "infra.operate.act", *words], settings))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
