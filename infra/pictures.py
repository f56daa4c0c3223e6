"""Draw the pictures of those who have none yet, and put them where avatars and headers lie."""

import io

from PIL import Image, ImageDraw

from chalicelib.gateways import storage

PAPER, INK = (222, 226, 230), (173, 181, 189)


def put() -> None:
    """Write the avatar and the header that stand for missing ones; doing it again changes nothing."""
    for name, image in (("avatar", _silhouette()), ("header", Image.new("RGB", (1500, 500), PAPER))):
        body = io.BytesIO()
        image.save(body, "JPEG", quality=85, progressive=True)
        storage.keep_rendition(f"media/missing/{name}.jpg", body.getvalue(), "image/jpeg")


def _silhouette() -> Image.Image:
    image = Image.new("RGB", (400, 400), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((130, 80, 270, 220), fill=INK)
    draw.ellipse((60, 250, 340, 530), fill=INK)
    return image
