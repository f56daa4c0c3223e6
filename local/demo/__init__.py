"""A small community for the first run of the local stack: six fictional people and their photos."""
