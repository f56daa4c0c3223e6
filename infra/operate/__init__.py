"""The operator's commands, for a stage in AWS or the local stack that `make run` started."""
