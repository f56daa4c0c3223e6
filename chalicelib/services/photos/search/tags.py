"""Find hashtags by their beginnings."""

from chalicelib.models.photos.search.tags import DAY, UsedTag

# So many are read and ranked, more for a long page.
RANKED = 60


def search(text: str, limit: int, offset: int = 0) -> list[str]:
    """Return hashtags that begin with a text, without their signs: it first, then those used last. One trip.

    A use is noted once a day, so those of one day are in the order of their length and the alphabet.
    """
    prefix = "".join(text.strip().removeprefix("#").lower().split())
    found = UsedTag.beginning_with(prefix, max(RANKED, limit + offset))
    ranked = sorted(found, key=lambda tag: (tag.name != prefix, -(int(tag.used_at) // DAY), len(tag.name), tag.name))
    return [tag.name for tag in ranked[offset : offset + limit]]
