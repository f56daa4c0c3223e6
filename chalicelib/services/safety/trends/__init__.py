"""What moderators decide of what leads these days."""
