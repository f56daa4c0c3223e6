"""What a reader arranges for themselves, through the HTTP door."""
