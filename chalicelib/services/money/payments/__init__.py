"""Services of what was paid, given back and is outstanding."""
