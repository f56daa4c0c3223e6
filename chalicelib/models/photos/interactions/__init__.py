"""What accounts did with posts: the rows, how they are read by posts and accounts, and how they are taken back."""
