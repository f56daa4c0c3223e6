"""Forms and entities of what was paid, given back and is outstanding."""
