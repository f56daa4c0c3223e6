"""Print the figures: `make bench`. Ratios come from one run on one core; no figure depends on wall-clock time."""

from bench import before, first_answer, grown, images, imports, operations, package


def main() -> None:
    """Measure everything and print a table."""
    print(f"{'figure':62} {'before':>14} {'measured':>34}  {'asked for'}")
    for part in (operations, grown, first_answer, package, imports, images):
        for name, value, target in part.run():
            print(f"{name:62} {before.FIGURES.get(name, ''):>14} {value:>34}  {target}", flush=True)


if __name__ == "__main__":
    main()
