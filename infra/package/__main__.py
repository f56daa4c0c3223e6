"""Package a stage: `python -m infra.package STAGE`."""

import os
import sys

from infra.package.build import build_folder, default_place, package
from infra.pythons import ToolFailed
from infra.staging import stage_settings


def main() -> None:
    """Build the package of the stage named on the command line or in STAGE, by default `dev`."""
    stage = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("STAGE") or "dev"
    try:
        settings = stage_settings(stage)
        for line in package(stage, build_folder(stage), settings, default_place(settings)).figures:
            print(line)
    except ToolFailed as error:
        sys.exit(f"The package was not built. {error}")
    print(f"build/{stage} is ready for Lambda.")


main()
