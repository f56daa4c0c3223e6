"""Draw the pictures of those who have none yet, and put them where avatars and headers lie."""

import io

import boto3
from PIL import Image, ImageDraw

PAPER, INK = (222, 226, 230), (173, 181, 189)


def put(bucket: str) -> None:
    """Write the avatar and the header that stand for missing ones to a renditions bucket, again and again the same."""
    s3 = boto3.client("s3")
    for name, image in (("avatar", _silhouette()), ("header", Image.new("RGB", (1500, 500), PAPER))):
        body = io.BytesIO()
        image.save(body, "JPEG", quality=85, progressive=True)
        # They may change with a version of Rossgram, so they are kept for a day and not for ever.
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
