"""What posts are found by: the words of their captions, and their hashtags."""
