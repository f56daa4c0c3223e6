"""Keep a decoder from taking more memory than an image is worth."""

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATUS = Path("/proc/self/status")
DATA_KB = re.compile(r"VmData:\s+(\d+) kB")
BEFORE = resource.getrlimit(resource.RLIMIT_DATA)

# The most that an honest image takes, a WebP of 33 million pixels in a file of 50 MB, is 580 MB.
MOST = 630 * 1024 * 1024


@contextmanager
def at_most(extra: int = MOST) -> Iterator[None]:
    """Let this process take this many bytes more than it has, and no others.

    The sizes written in a file can lie: an AVIF of 100 x 100 may hold a frame of 16,000 x 16,000. What asks
    for more is refused by the kernel, and the decoder fails instead of the process. Only Linux counts this
    way; elsewhere there is no limit.
    """
    if not STATUS.exists():
        yield
        return
    taken = DATA_KB.search(STATUS.read_text())
    limit = (int(taken[1]) * 1024 if taken else 0) + extra
    soft = limit if BEFORE[1] == resource.RLIM_INFINITY else min(limit, BEFORE[1])
    resource.setrlimit(resource.RLIMIT_DATA, (soft, BEFORE[1]))
    try:
        yield
    finally:
        # What was in force when the program began, so that two threads at once leave nothing behind.
        resource.setrlimit(resource.RLIMIT_DATA, BEFORE)
