"""Mistakes about what links show of posts before anybody opens them."""

from tests.mistakes.trial import Mistake

LEAKS = "tests/matrix/test_links.py::test_a_visitor_is_told_nothing_of_what_is_not_for_everybody"
HEADS = "tests/handlers/links/test_heads.py"
WORDS = "tests/handlers/links/test_hostile_words.py"
POSTS = "chalicelib/schemas/links/posts.py"
MAPS = "tests/handlers/links/test_maps.py"
PAGES = "tests/infra/test_pages_at_the_edge.py"

MISTAKES = (
    Mistake(
        "a locked post's caption is in the head of its page",
        POSTS,
        """    if view.is_locked:
        return ""
""",
        "",
        (f"{LEAKS}[price-nothing]", f"{HEADS}::test_a_locked_post_tells_what_opens_it_and_none_of_its_words"),
    ),
    Mistake(
        "a head is drawn of a private account's post",
        "chalicelib/handlers/links/posts.py",
        "views.find(None, post_id)",
        "views.find_linked(None, post_id)",
        (f"{LEAKS}[public-author private]",),
    ),
    Mistake(
        "a photo that is not in the open is in a head",
        POSTS,
        " if shown[0].startswith(OPEN) else None",
        "",
        (f"{HEADS}::test_a_photo_that_is_not_in_the_open_is_in_no_head",),
    ),
    Mistake(
        "what its author covers is shown by a link",
        POSTS,
        '    if status["sensitive"] or status["spoiler_text"]:\n',
        "    if not status:\n",
        (f"{HEADS}::test_what_its_author_covers_stays_covered",),
    ),
    Mistake(
        "words in a head act",
        "chalicelib/schemas/links/heads.py",
        'content="{escape(content)}">\' if content else ""\n\n\ndef _property',
        'content="{content}">\' if content else ""\n\n\ndef _property',
        (f"{WORDS}::test_everything_in_a_head_is_escaped",),
    ),
    Mistake(
        "a search engine keeps whom it is asked to leave out",
        "chalicelib/schemas/links/profiles.py",
        ' and not entity["noindex"]',
        "",
        (f"{HEADS}::test_who_does_not_want_to_be_found_is_not_indexed",),
    ),
    Mistake(
        "a cookie reaches the app that draws a page for all",
        "local/front.py",
        "if name in FORWARDED}",
        "}",
        (f"{PAGES}::test_the_local_front_forwards_nothing_of_who_asks_for_a_page_either",),
    ),
    Mistake(
        "an unknown address of the client is there",
        "infra/edge.py",
        "return path == MISSING_PAGE or (not re.search(WEB_FILE, path) and not screens.is_screen(path))",
        "return False",
        ("tests/infra/test_web_client.py::test_what_is_no_address_of_the_client_is_404_with_its_page",),
    ),
    Mistake(
        "the service worker keeps an API answer",
        "web/worker.js",
        "  if (request.method !== 'GET' || url.origin !== location.origin) return\n",
        "  if (request.method !== 'GET' || url.origin !== location.origin) return\n"
        "  if (url.pathname.startsWith('/api/')) event.respondWith(file(request, url.pathname))\n",
        ("tests/infra/test_worker.py::test_the_worker_keeps_built_files_and_the_page_and_answers_for_nothing_else",),
    ),
    Mistake(
        "a post that is not for everybody is embedded",
        "chalicelib/handlers/links/embeds.py",
        """    if not is_embeddable(view.proper):
        raise NotFound
""",
        "",
        ("tests/handlers/links/test_embeds.py::test_what_is_not_for_everybody_is_not_embedded",),
    ),
    Mistake(
        "the map has who does not want to be found",
        "chalicelib/schemas/links/maps.py",
        'bool(view.author.profile.get("discoverable", True))',
        "True",
        (f"{MAPS}::test_the_map_has_nobody_who_does_not_want_to_be_found",),
    ),
)
