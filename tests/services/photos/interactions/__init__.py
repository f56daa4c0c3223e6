"""What accounts do with posts."""
