"""Posts as a reader arranged to read them."""
