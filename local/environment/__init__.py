"""Make .venv from requirements-dev.txt: `python -m local.environment`, on whatever Python there is.

One that is too old is told so in a sentence, so here is only the standard library, and no syntax that an old
Python cannot read.
"""
