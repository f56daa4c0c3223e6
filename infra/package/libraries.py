"""Know the licences of what the package holds that is not ours: Python packages, and the libraries bundled in wheels.

What a wheel says of its licence is that of its own code; for the shared objects beside it only their names can be
believed. Rossgram is AGPL-3.0, which may be combined with all of these (docs/decisions/2026-11-25-heic-wheel.md).
"""

import re
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

# SPDX's names; those of older packages say the same in words.
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
    # It is loaded with libheif, and never called: nothing here writes HEIC.
    "x265": "GPL-2.0-or-later",
    "xcb": "MIT",
    "zstd": "BSD-3-Clause",
}
# Older ones decode with holes that are known: CVE-2026-84383.
OLDEST = {"heif": (1, 23, 4)}

# As auditwheel names them: libheif-e72ea93c.so.1.23.6.
NAME = re.compile(r"lib(?P<name>[\w.+-]+?)(-[0-9a-f]{8})?\.so(\.(?P<version>[\d.]+))?")


def faults(unpacked: Path) -> Iterator[str]:
    """Yield what is in a package whose licence nobody has looked at, and what is too old to decode with."""
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
    """Return what a package says of its licence, in one of the three places where it may."""
    said = HeaderParser().parsestr(metadata.read_text())
    words = [said.get("License-Expression"), *(said.get("License") or "").splitlines()[:1]]
    words += [line for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    return ", ".join(filter(None, words))
