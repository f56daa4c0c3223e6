"""Routes of the door: pages and calls by which people keep their own accounts."""
