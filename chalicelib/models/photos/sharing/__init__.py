"""How posts are shown to others: to whom an author chooses, by secret links, and once more by reblogs and pins."""
