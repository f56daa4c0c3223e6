"""Routes of what a reader arranges for themselves."""
