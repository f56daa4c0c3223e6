"""Convert pixels to sRGB from whatever their container says that their numbers mean."""

import io
import re
import struct
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from chalicelib.imaging.colour import cicp, hdr, profiles
from chalicelib.imaging.containers import Colour

if TYPE_CHECKING:
    from PIL import ImageCms

SRGB = cicp.PRIMARIES[cicp.BT709]

HDR = {cicp.PQ: "PQ", cicp.HLG: "HLG"}
LIKE_SRGB = ({cicp.BT709, cicp.UNSPECIFIED}, {cicp.SRGB, cicp.UNSPECIFIED})
# A profile that moves none of these by more than two levels says sRGB, whatever it is called.
PROBES = bytes(value for grey in range(0, 256, 17) for value in (grey, grey, grey)) + bytes.fromhex(
    "ff000000ff000000ff804020208040402080c0ff40ff40c0"
)
UNSEEN = 2
# What everybody may read of a profile, of all that its description may say.
SHARED = re.compile(
    r"(?:(?:Display|Image|SMPTE) |DCI[- ])?P3(?: D65)?|Adobe ?RGB(?: ?\(1998\))?|Apple RGB|ProPhoto RGB"
    r"|ROMM[ -]?RGB|ColorMatch RGB|Wide ?Gamut RGB|eci ?RGB(?: v2)?|Rec\.? ?(?:709|2020)|its colour space|NTSC|film"
    r"|(?:ITU-R )?BT\.?(?:470|601|709|2020)|(?:Dot Gain|Gr[ae]y Gamma) [\d.]+%?|U\.S\. Web Coated \(SWOP\) v2"
    r"|(?:Un)?coated FOGRA\d\d",
    re.IGNORECASE,
)
# ICC's rendering intents; the first is what a photo's own profile is made for.
PERCEPTUAL, RELATIVE = 0, 1


def name_of(profile: bytes) -> str | None:
    """Return the name of a profile's space where many share it, "another colour space" else; None for a broken one."""
    # Most photos carry no profile, and lcms is a library of its own.
    from PIL import ImageCms  # noqa: PLC0415

    try:
        return _plain(ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def needed(colour: Colour) -> Colour:
    """Return what a file says of its colours, or nothing where that is sRGB anyway."""
    if colour.profile and not profiles.named(colour.profile):
        change = _change(colour.profile, "RGB")
        return Colour() if change and _changes_nothing(change[0]) else colour
    return Colour() if colour.cicp and _by_number(colour) is None else colour


def to_srgb(image: Image.Image, colour: Colour) -> tuple[Image.Image, str]:
    """Return an image as RGB in sRGB, and what was done in plain words, if anything was.

    YCbCr of sRGB is left as it is. What a file says of its colours may be nonsense, and is passed over then.
    """
    code = colour.cicp or (profiles.named(colour.profile) if colour.profile else None)
    if code and code[1] in HDR:
        toned, _ = _by_profile(image.convert("RGB"), hdr.profile(code), RELATIVE, exactly=code[1] == cicp.HLG)
        return toned, f"brought from high dynamic range ({HDR[code[1]]}) to sRGB"
    if colour.profile:
        return _by_profile(image, colour.profile)
    if profile := _by_number(colour):
        return _by_profile(image.convert("RGB"), profile)
    return image if image.mode == "YCbCr" else image.convert("RGB"), ""


def _by_number(colour: Colour) -> bytes | None:
    """Return the profile of a space that is named by numbers; None for sRGB, and for what can be no space."""
    if code := colour.cicp:
        if code[0] in LIKE_SRGB[0] and code[1] in LIKE_SRGB[1]:
            return None
        primaries, curve = cicp.PRIMARIES.get(code[0], SRGB), cicp.TRANSFERS.get(code[1], cicp.srgb)
        return profiles.build(cicp.NAMES.get(code[0], "its colour space"), primaries, curve)
    if not (colour.gamma or colour.chromaticities):
        return None
    curve = cicp.power(colour.gamma) if colour.gamma else cicp.srgb
    try:
        return profiles.build("its colour space", colour.chromaticities or SRGB, curve)
    except (ZeroDivisionError, struct.error):
        return None


def _by_profile(
    image: Image.Image, profile: bytes, intent: int = PERCEPTUAL, *, exactly: bool = False
) -> tuple[Image.Image, str]:
    """Convert an image by a profile; a grey one may carry one for RGB."""
    for plain in (image, image.convert("RGB")):
        if change := _change(profile, plain.mode, intent, exactly=exactly):
            return change[0].apply(plain), f"converted from {change[1]} to sRGB"
    return image.convert("RGB"), ""


def _change(
    profile: bytes, mode: str, intent: int = PERCEPTUAL, *, exactly: bool = False
) -> "tuple[ImageCms.ImageCmsTransform, str] | None":
    """Return the way from a profile to sRGB, and the profile's name; None for one that does not fit, or is broken."""
    # Most photos carry no profile, and lcms is a library of its own.
    from PIL import ImageCms  # noqa: PLC0415

    # lcms would bend the table of HLG along its greys first, and miss colours by up to 11 deltaE.
    flags = ImageCms.Flags.NOOPTIMIZE if exactly else ImageCms.Flags.NONE
    try:
        theirs, ours = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        change = ImageCms.buildTransform(theirs, ours, mode, "RGB", ImageCms.Intent(intent), flags)
        return change, _plain(ImageCms.getProfileDescription(theirs))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _changes_nothing(change: "ImageCms.ImageCmsTransform") -> bool:
    probe = Image.frombytes("RGB", (len(PROBES) // 3, 1), PROBES)
    return max(ImageChops.difference(probe, change.apply(probe)).tobytes()) <= UNSEEN


def _plain(name: str) -> str:
    """Return the name of a space that many share; what else stands in a profile may name a screen and whose it is."""
    return found[0] if (found := SHARED.fullmatch(name.strip())) else "another colour space"
