"""The operator's commands and the parser of their command line."""

import argparse

from infra.operate import announce, earnings, moderate, protect, publish, reconcile, redrive, remake, replay, reseal

# Each has `add(commands)`, which tells argparse of it and sets `run`: that returns the exit code.
COMMANDS = (announce, publish, moderate, replay, reconcile, earnings, redrive, remake, reseal, protect)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(prog="python -m infra.operate", description="What an operator does by hand.")
    made.add_argument("--stage", default="", help="a stage of .chalice/base.json; without it the local stack")
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return made
