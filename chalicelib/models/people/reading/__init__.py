"""What a reader arranges for themselves: lists, filters, hashtags, and how far they have read."""
