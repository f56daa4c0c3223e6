"""The local stack of `make run`: a local AWS, the API, the worker and the demo community, as child processes."""
