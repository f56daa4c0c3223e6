"""Routes of stories: Pixelfed's, and our own beside them."""
