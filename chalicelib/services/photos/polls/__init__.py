"""Ask those who see a post, and count what they answer."""
