"""Posts that are not published yet: drafts, and what goes out at a time of its own."""
