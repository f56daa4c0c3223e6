"""What Rossgram does: one verb a function, under its noun."""
