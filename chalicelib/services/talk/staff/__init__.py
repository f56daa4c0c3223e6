"""What the staff is told."""
