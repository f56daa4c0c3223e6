"""What an operator does by hand: on a stage in AWS, or on the stack that `make run` runs."""
