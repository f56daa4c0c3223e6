"""Remember what figures were before something was done about them, so that a run shows what came of it.

They are of this kind of machine, from docs/decisions (cpu-of-a-page, one-layer) and from what was asked of cold starts;
they are not measured again.
"""

FIGURES = {
    "first answer, over bare Python: home page of 20": "716 to 781 ms",
    "home page of 20: CPU, HTTP layer stubbed": "11 to 16 ms",
    "package: the API has": "35.5 MB",
    "package: the first deployment sends": "1456 MB",
    "package: a change of the code sends": "728 MB",
}
