"""Mistakes about what a file holds and how it is shown."""

from tests.mistakes.trial import Mistake

HEIFS = "chalicelib/imaging/containers/heifs.py"
OF_HEIFS = "tests/imaging/test_heifs.py"
OF_SHAPES = "tests/imaging/test_shapes.py"
OF_KEPT = "tests/imaging/test_kept.py"
OF_COLOUR = "tests/imaging/test_colour.py"
OF_CONTAINERS = "tests/imaging/test_containers.py"

MISTAKES = (
    Mistake(
        "a HEIC that was cut is shown with the pixels that it has",
        HEIFS,
        "any(start + max(1, length) > held for start, length in extents)",
        "any(start > held for start, length in extents)",
        (f"{OF_HEIFS}::test_a_heic_of_tiles_that_is_cut_is_refused",),
    ),
    Mistake(
        "a grid of tiles may lack one",
        HEIFS,
        "if len(tiles) < (head.number(1) + 1) * (head.number(1) + 1):",
        "if not tiles:",
        (f"{OF_HEIFS}::test_a_grid_that_lacks_a_tile_is_refused",),
    ),
    Mistake(
        "an AVIF's colours are taken for sRGB whatever its numbers say",
        HEIFS,
        "    return Colour(cicp=cicp)\n",
        "    return Colour()\n",
        (f"{OF_COLOUR}::test_what_an_avif_or_a_heic_says_of_its_colours_counts",),
    ),
    Mistake(
        "high dynamic range is shown flat and dark",
        "chalicelib/imaging/colour/__init__.py",
        "    if code and code[1] in HDR:\n",
        "    if code and code[1] in ():\n",
        (f"{OF_COLOUR}::test_high_dynamic_range_is_tone_mapped",),
    ),
    Mistake(
        "what an AVIF's aperture cuts away is shown",
        "chalicelib/imaging/decoding.py",
        "        return image.crop(facts.aperture)\n",
        "        return image\n",
        (f"{OF_HEIFS}::test_aperture_rotation_and_mirror_are_applied_once",),
    ),
    Mistake(
        "a long screenshot is shrunk until nobody can read it",
        "chalicelib/imaging/ladder.py",
        "            ratio = min(ratio, min(width, height) / self.shortest)\n",
        "            ratio = max(width, height) / 1440\n",
        (f"{OF_SHAPES}::test_renditions_are_bounded_by_area_and_stay_readable",),
    ),
    Mistake(
        "what fits is encoded again",
        "chalicelib/imaging/encoding.py",
        '    if original.facts.kind == "JPEG" and is_whole and not original.done:\n',
        '    if original.facts.kind == "TIFF" and is_whole and not original.done:\n',
        (f"{OF_KEPT}::test_a_jpeg_that_fits_is_not_encoded_again",),
    ),
    Mistake(
        "what is kept as it was sent keeps what stands beside its pixels",
        "chalicelib/imaging/lossless.py",
        "lambda segment: segment.marker in DRAWING)",
        "lambda segment: segment.marker in DRAWING | PASSED_OVER)",
        (f"{OF_KEPT}::test_a_jpeg_that_fits_is_not_encoded_again",),
    ),
    Mistake(
        "a white drawing lies on white",
        "chalicelib/imaging/ground.py",
        "    if sum(counts[LIGHT:]) * 2 <= whole:\n",
        "    if whole >= 0:\n",
        (f"{OF_SHAPES}::test_a_drawing_lies_on_a_ground_that_it_is_seen_on",),
    ),
    Mistake(
        "a damaged side chunk costs the photo",
        "chalicelib/imaging/containers/pngs.py",
        "    if kind in PIXELS:\n        raise BadImage(DAMAGED)\n",
        "    if kind:\n        raise BadImage(DAMAGED)\n",
        (f"{OF_CONTAINERS}::test_a_damaged_side_chunk_does_not_cost_the_photo",),
    ),
    Mistake(
        "text in colour loses half of its chroma",
        "chalicelib/imaging/renditions.py",
        "    return EDGED if changed",
        "    return SOFT if changed",
        (f"{OF_SHAPES}::test_text_in_colour_keeps_its_chroma_and_a_photo_does_not_need_to",),
    ),
    Mistake(
        "what was shrunk stays soft",
        "chalicelib/imaging/renditions.py",
        "(brightness.filter(SHARPEN), *chroma)",
        "(brightness, *chroma)",
        (f"{OF_SHAPES}::test_sharpening_gives_back_the_edges_that_shrinking_takes",),
    ),
    Mistake(
        "a photo of which only a part came is drawn with holes",
        "chalicelib/imaging/bad.py",
        "        if source.read(ZEROS) == bytes(ZEROS):",
        "        if not source.read(ZEROS):",
        (f"{OF_CONTAINERS}::test_a_file_whose_length_came_before_its_bytes_is_refused",),
    ),
    Mistake(
        "a damaged animation costs the photo",
        "chalicelib/imaging/containers/pngs.py",
        "    if kind in PIXELS:\n        raise BadImage(DAMAGED)\n",
        "    if kind in PIXELS or kind in MOVING:\n        raise BadImage(DAMAGED)\n",
        ("tests/imaging/test_motion.py::test_a_png_whose_animation_is_damaged_is_a_still_and_its_author_is_told",),
    ),
    Mistake(
        "what a PNG hides is seen where the chunk that hides it is damaged",
        "chalicelib/imaging/containers/pngs.py",
        'b"PLTE", b"tRNS", b"IDAT"',
        'b"PLTE", b"IDAT"',
        (f"{OF_CONTAINERS}::test_a_png_whose_pixels_are_damaged_or_missing_is_refused",),
    ),
    Mistake(
        "what the aperture of a moving AVIF cuts away is shown",
        HEIFS,
        "    own = _aperture(track.size, track.said) if track else None\n",
        "    own = None\n",
        (f"{OF_HEIFS}::test_the_aperture_of_a_moving_avif_is_applied",),
    ),
    Mistake(
        "a moving HEIC is a still, and nobody is told",
        HEIFS,
        "    frames = 2 if moves or brand in SEQUENCES else 1\n",
        '    frames = 2 if brand == b"avis" else 1\n',
        ("tests/imaging/test_motion.py::test_a_moving_heic_is_a_still_and_its_author_is_told",),
    ),
    Mistake(
        "a profile tells everybody whose screen it is of",
        "chalicelib/imaging/colour/__init__.py",
        '    return found[0] if (found := SHARED.fullmatch(name.strip())) else "another colour space"\n',
        "    return name.strip()\n",
        (f"{OF_KEPT}::test_only_the_name_of_a_space_that_many_share_is_told",),
    ),
    Mistake(
        "another quality is for photos to come alone",
        "chalicelib/imaging/renditions.py",
        'SOFT = Manner("4:2:0", 82, 65, 9)',
        'SOFT = Manner("4:2:0", 78, 65, 9)',
        ("tests/imaging/test_made_with.py::test_what_is_made_of_a_photo_is_what_its_version_says",),
    ),
)
