"""Create .venv from requirements-dev.txt: `python -m local.environment`, with any Python.

If that Python is too old, a message says so: this package therefore uses only the standard library and syntax that
old versions can parse.
"""
