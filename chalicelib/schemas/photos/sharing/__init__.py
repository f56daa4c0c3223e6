"""What authors share by hand: links, collections, the archive."""
