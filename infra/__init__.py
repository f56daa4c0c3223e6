"""The AWS resources, and the local AWS that `make run` starts."""
