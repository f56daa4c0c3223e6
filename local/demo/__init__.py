"""A small community for the first run of the local stack: six people and their photos, all of them made up."""
