"""Keep people safe from each other: reports, and what moderators do."""
