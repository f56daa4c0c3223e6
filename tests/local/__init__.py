"""The local stack of `make run`, as child processes."""
