"""Routes by which an author chooses whom to show posts to."""
