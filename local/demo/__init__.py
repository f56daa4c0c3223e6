"""A small community for the first run of the local stack: fictional people, and photos with a clear licence."""
