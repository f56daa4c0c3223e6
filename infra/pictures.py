"""Draw the pictures of those who have none yet, and of photos to come, and put them where renditions lie."""

import io

import boto3
from PIL import Image, ImageDraw

PAPER, INK = (222, 226, 230), (173, 181, 189)


def put(bucket: str) -> None:
    """Store the avatar, the header and the photo that stand for missing ones; every run stores the same."""
    s3 = boto3.client("s3")
    drawn = {"avatar": _silhouette(), "header": Image.new("RGB", (1500, 500), PAPER), "photo": _hills()}
    for name, image in drawn.items():
        body = io.BytesIO()
        image.save(body, "JPEG", quality=85, progressive=True)
        # Caches keep them for a day only: they may change with a version of Rossgram.
        s3.put_object(
            Bucket=bucket,
            Key=f"media/missing/{name}.jpg",
            Body=body.getvalue(),
            ContentType="image/jpeg",
            CacheControl="public, max-age=86400",
        )


def _silhouette() -> Image.Image:
    image = Image.new("RGB", (400, 400), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((130, 80, 270, 220), fill=INK)
    draw.ellipse((60, 250, 340, 530), fill=INK)
    return image


def _hills() -> Image.Image:
    image = Image.new("RGB", (640, 480), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((420, 90, 500, 170), fill=INK)
    draw.polygon([(60, 400), (240, 170), (350, 310), (430, 220), (580, 400)], fill=INK)
    return image
