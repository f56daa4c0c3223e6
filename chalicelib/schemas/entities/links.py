"""What links show, and what systems are told that install the web client."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Url, one_of


class Oembed(TypedDict):
    """How a page is embedded by other sites (https://oembed.com/)."""

    version: Annotated[str, one_of("1.0")]
    type: Annotated[str, one_of("rich")]
    title: str
    author_name: str
    author_url: Url
    provider_name: str
    provider_url: Url
    cache_age: Count
    html: str
    width: Count
    height: Count
    thumbnail_url: Url | None
    thumbnail_width: Count | None
    thumbnail_height: Count | None


class Icon(TypedDict):
    """An icon of the web client."""

    src: str
    sizes: str
    type: str
    purpose: Annotated[str, one_of("any", "maskable")]


class Manifest(TypedDict):
    """What a system is told that installs the web client (https://www.w3.org/TR/appmanifest/)."""

    id: str
    name: str
    short_name: str
    description: str
    start_url: str
    scope: str
    display: str
    background_color: str
    theme_color: str
    icons: list[Icon]
