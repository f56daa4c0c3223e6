"""What people are found by."""
