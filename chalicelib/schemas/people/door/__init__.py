"""Forms and pages of the door."""
