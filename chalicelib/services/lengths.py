"""Measure texts as people see them, and bound what they take."""

# Of one character may hang any number of marks; the largest emoji take as many bytes.
BYTES = 30


def is_longer(text: str, most: int, largest: int = 0) -> bool:
    """Tell whether a text has more characters than a limit, as people see them, or takes more bytes than it may.

    These are `largest`, or else as many as so many of the largest emoji take.
    """
    return len(text.encode()) > (largest or BYTES * most) or has_more(text, most)


def has_more(text: str, most: int) -> bool:
    """Tell whether a text has more characters than a limit, as people see them: grapheme clusters (UAX 29)."""
    if len(text) <= most:
        return False
    # Its tables take time to load, and few texts need them: no character is more than one grapheme.
    import wcwidth  # noqa: PLC0415

    return sum(1 for _ in wcwidth.iter_graphemes(text)) > most
