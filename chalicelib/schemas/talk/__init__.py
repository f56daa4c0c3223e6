"""Forms and entities of what people are told."""
