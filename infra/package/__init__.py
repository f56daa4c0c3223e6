"""Build what a deployment sends, and reject what would not run in Lambda."""
