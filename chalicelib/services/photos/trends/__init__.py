"""What people look at these days."""
