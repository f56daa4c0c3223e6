"""Keep what the local AWS holds: its shape in one small file, its items and messages in a journal."""
