"""Tests of the local stack of `make run`, run as child processes."""
