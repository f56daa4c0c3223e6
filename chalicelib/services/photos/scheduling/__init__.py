"""Keep drafts and scheduled posts, and publish those whose time has come."""
