"""Forms and entities of money."""
