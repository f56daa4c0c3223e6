"""Create the tables, buckets and queues in the local AWS, or update those of an older version."""

import logging
import os
import sys

from chalicelib import config
from infra import pictures
from local import lifeline, resources


def main() -> int:
    """Create or update the resources as a child process of the stack."""
    lifeline.follow_parent()
    lifeline.wait_for_go()
    try:
        resources.create(os.environ["AWS_ENDPOINT_URL"])
        pictures.put(config.RENDITIONS_BUCKET)
    except Exception as error:
        logging.getLogger(__name__).exception("The resources were not made")
        lifeline.complain(f"The tables, buckets and queues could not be made: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
