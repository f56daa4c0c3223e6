"""Reports in the dialect of the API."""
