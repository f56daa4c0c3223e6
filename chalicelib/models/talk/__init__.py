"""Tables of what Rossgram tells people."""
