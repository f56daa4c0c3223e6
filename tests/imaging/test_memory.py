"""Check how much memory the pipeline takes, and what happens to a file that wants more."""

import resource
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from chalicelib.imaging import memory
from tests.kit.photos import encoded, make_photo


def test_baseline_photos_need_little_memory_and_few_modules(tmp_path: Path) -> None:
    program = """
import re, sys
from chalicelib.imaging import render
render(open(sys.argv[1], "rb"))
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
print(*(name for name in ("pillow_heif", "numpy", "boto3", "chalice") if name in sys.modules))
"""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(make_photo(6000, 4000, orientation=6, gps=True))
    answer = subprocess.run([sys.executable, "-c", program, photo], check=True, capture_output=True, text=True)
    peak, modules = answer.stdout.splitlines()
    assert int(peak) <= 90
    assert modules == ""


def test_a_file_that_lies_about_its_size_gets_no_more_memory_than_is_allowed(tmp_path: Path) -> None:
    # In a process of its own, where no freed memory lies about; and with a limit that a small file passes.
    program = """
import sys
from functools import partial
from chalicelib.imaging import BadImage, memory, render
memory.at_most = partial(memory.at_most, int(sys.argv[2]) << 20)
try:
    print(render(open(sys.argv[1], "rb")).width)
except BadImage as bad:
    print(bad.reason)
"""
    honest = encoded(Image.new("RGB", (3000, 3000), "teal"), "AVIF", speed=10, subsampling="4:4:4")
    at = honest.index(b"ispe") + 8
    lying = tmp_path / "lying.avif"
    lying.write_bytes(honest[:at] + struct.pack(">II", 100, 100) + honest[at + 8 :])

    def answer(megabytes: int) -> str:
        command = [sys.executable, "-c", program, str(lying), str(megabytes)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    assert answer(20) == "This image is damaged or cut short."
    assert answer(600) == "100"


def test_the_limit_is_gone_afterwards() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with memory.at_most(40 * 1024 * 1024), pytest.raises(MemoryError):
        bytearray(400 * 1024 * 1024)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert len(bytearray(400 * 1024 * 1024)) > 0
