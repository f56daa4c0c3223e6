"""What readers arrange for themselves."""
