"""Check the licences of third-party code in the package: Python packages, and the libraries bundled in wheels.

A wheel's metadata gives the licence of its own code only; its bundled shared objects are identified by file name.
Rossgram is AGPL-3.0, which may be combined with all of these (docs/decisions/2026-11-25-heic-wheel.md).
"""

import re
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

# SPDX identifiers; older packages use the licence's name.
LICENCES = re.compile(
    r"\b(MIT(-0|-CMU)?|BSD(-\d-Clause)?|Apache(-2\.0| Software| License)?|PSF-2\.0|MPL-2\.0|ISC|0BSD)\b"
)
BUNDLED = {
    "Xau": "MIT",
    "avif": "BSD-2-Clause",
    "brotlicommon": "MIT",
    "brotlidec": "MIT",
    "de265": "LGPL-3.0-or-later",
    "freetype": "FTL",
    "harfbuzz": "MIT",
    "heif": "LGPL-3.0-or-later",
    "jpeg": "IJG AND BSD-3-Clause",
    "lcms2": "MIT",
    "lzma": "0BSD",
    "openjp2": "BSD-2-Clause",
    "png16": "libpng-2.0",
    "sharpyuv": "BSD-3-Clause",
    "tiff": "libtiff",
    "webp": "BSD-3-Clause",
    "webpdemux": "BSD-3-Clause",
    "webpmux": "BSD-3-Clause",
    # Loaded together with libheif but never called: Rossgram does not write HEIC.
    "x265": "GPL-2.0-or-later",
    "xcb": "MIT",
    "zstd": "BSD-3-Clause",
}
# Older versions have a known vulnerability in decoding: CVE-2026-84383.
OLDEST = {"heif": (1, 23, 4)}

# The form of auditwheel's file names: libheif-e72ea93c.so.1.23.6.
NAME = re.compile(r"lib(?P<name>[\w.+-]+?)(-[0-9a-f]{8})?\.so(\.(?P<version>[\d.]+))?")


def faults(unpacked: Path) -> Iterator[str]:
    """Yield the libraries and packages whose licence is unknown, and the libraries that are too old."""
    for path in sorted(unpacked.glob("**/*.libs/*")):
        found = NAME.fullmatch(path.name)
        if not found or found["name"] not in BUNDLED:
            yield f"{path.relative_to(unpacked)}: a bundled library of an unknown licence"
        elif _version(found["version"]) < OLDEST.get(found["name"], ()):
            yield f"{path.relative_to(unpacked)} is older than {'.'.join(map(str, OLDEST[found['name']]))}"
    for path in sorted(unpacked.glob("**/*.dist-info/METADATA")):
        said = _licence(path)
        if not LICENCES.search(said):
            yield f"{path.parent.name}: a licence that nobody has looked at ({said or 'none'})"


def _version(text: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in (text or "").split(".") if part)


def _licence(metadata: Path) -> str:
    """Return the licence in a package's metadata, which can be in three fields."""
    said = HeaderParser().parsestr(metadata.read_text())
    words = [said.get("License-Expression"), *(said.get("License") or "").splitlines()[:1]]
    words += [line for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    return ", ".join(filter(None, words))
