"""What links to this server show before anybody opens them: heads of pages, embedded posts, maps for search engines."""
