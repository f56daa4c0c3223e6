"""The parts of what people write: links, and how long a text is."""
