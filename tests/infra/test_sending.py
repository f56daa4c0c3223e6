"""What is sent to AWS arrives whole over a line of 2 Mbit/s whose connection is cut on the way."""

import random
from pathlib import Path

import boto3
import pytest

from infra.sending import MEGA, PARTS, PATIENT, Line
from tests.infra.slow_line import slow_line

MBIT = 1_000_000 // 8


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "bytes_a_second"),
    [(3 * MEGA, 2 * MBIT), (2 * PARTS.multipart_chunksize + MEGA, 64 * MBIT)],
    ids=["at once, 2 Mbit/s", "in parts, 64 Mbit/s"],
)
def test_a_file_arrives_whole_over_a_slow_line_that_is_cut(tmp_path: Path, size: int, bytes_a_second: int):
    file = tmp_path / "layer.zip"
    file.write_bytes(random.Random(size).randbytes(size))
    said: list[str] = []
    with slow_line(bytes_a_second, cut_after=size // 5) as s3:
        client = boto3.client("s3", config=PATIENT, endpoint_url=f"http://127.0.0.1:{s3.server_port}")
        line = Line(client, "rossgram-dev-deploy-1", said.append)
        assert line.send(file, "layers/1.zip", "layer libraries")
        assert s3.cuts == 1
        assert s3.arrived == file.read_bytes()
    # What was sent in vain is taken back from the count.
    assert line.sent == size
    assert said[-1] == f"  layer libraries: {size / MEGA:.1f} of {size / MEGA:.1f} MiB sent"
