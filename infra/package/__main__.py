"""Package a stage: `python -m infra.package STAGE`."""

import os
import sys

from infra.package.alone import alone
from infra.package.build import build_folder, default_place, package
from infra.staging import stage_settings
from infra.told import in_a_sentence


def main() -> None:
    """Build the package of the stage named on the command line or in STAGE, by default `dev`."""
    stage = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("STAGE") or "dev"
    with in_a_sentence():
        settings = stage_settings(stage)
        with alone(build_folder(stage)):
            made = package(stage, build_folder(stage), settings, default_place(settings))
    print("\n".join(made.figures))
    print(f"build/{stage} is ready for Lambda.")


main()
