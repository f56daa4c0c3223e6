"""What accounts do with posts beyond liking, bookmarking and commenting."""
