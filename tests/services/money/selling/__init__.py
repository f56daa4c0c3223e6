"""What is sold by the month."""
