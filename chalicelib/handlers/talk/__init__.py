"""Routes of what people are told, and tell each other."""
