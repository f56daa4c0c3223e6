"""Mistakes about hashtags, links, mentions and the length of texts."""

from tests.mistakes.trial import Mistake

WORDS = "tests/services/photos/test_words.py"
TEXT = "chalicelib/services/photos/text.py"
LINKS = "chalicelib/services/photos/words/links.py"

MISTAKES = (
    Mistake(
        "a hashtag ends at a mark",
        TEXT,
        '    return f"a{character}".isidentifier()\n',
        '    return character.isalnum() or character == "_"\n',
        (f"{WORDS}::test_a_hashtag_is_a_word_of_any_language_and_has_one_name",),
    ),
    Mistake(
        "letters that are taken apart make another hashtag",
        TEXT,
        '    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).lower())\n',
        "    return tag.lower()\n",
        (f"{WORDS}::test_a_hashtag_is_a_word_of_any_language_and_has_one_name",),
    ),
    Mistake(
        "a link ends at its first bracket",
        LINKS,
        "            return closed + 1\n",
        "            return 0\n",
        (f"{WORDS}::test_a_link_ends_where_linkify_it_or_mastodon_end_it",),
    ),
    Mistake(
        "a link takes the end of its sentence along",
        LINKS,
        "        if character not in TRAILING:\n            end = at\n",
        "        end = at\n",
        (f"{WORDS}::test_a_link_ends_where_linkify_it_or_mastodon_end_it",),
    ),
    Mistake(
        "a link shows a host that it does not lead to",
        LINKS,
        '    return found is not None and found[0] == "@"\n',
        "    return False\n",
        (f"{WORDS}::test_these_are_no_links",),
    ),
    Mistake(
        "somebody of another server is mentioned as if they were here",
        TEXT,
        '    return server.lower() in (own, own.partition(":")[0])\n',
        "    return bool(own)\n",
        (f"{WORDS}::test_a_mention_may_name_this_server_and_no_other",),
    ),
    Mistake(
        "a link goes on behind what turns its direction",
        LINKS,
        "\\uff5c\\u202a-\\u202e\\u2066-\\u2069]",
        "\\uff5c]",
        (f"{WORDS}::test_a_link_ends_where_linkify_it_or_mastodon_end_it",),
    ),
    Mistake(
        "code points are counted for characters",
        "chalicelib/services/lengths.py",
        "    return sum(1 for _ in wcwidth.iter_graphemes(text)) > most\n",
        "    return bool(wcwidth)\n",
        (
            f"{WORDS}::test_a_caption_is_measured_in_graphemes_with_23_for_a_link",
            "tests/handlers/test_lengths.py::test_a_text_has_as_many_characters_as_people_see_and_so_many_bytes",
        ),
    ),
    Mistake(
        "one character may be as large as it likes",
        "chalicelib/services/photos/drafts.py",
        "len(said.encode()) > LARGEST_CAPTION or ",
        "",
        (f"{WORDS}::test_a_caption_is_measured_in_graphemes_with_23_for_a_link",),
    ),
    Mistake(
        "an empty line in a profile's field makes paragraphs",
        "chalicelib/schemas/people/accounts.py",
        'inline_html(row["value"]))',
        'html(row["value"]).removeprefix("<p>").removesuffix("</p>"))',
        (f"{WORDS}::test_a_profile_field_is_one_line",),
    ),
)
