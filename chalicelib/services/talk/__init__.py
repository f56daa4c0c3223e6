"""Services of what Rossgram tells people."""
