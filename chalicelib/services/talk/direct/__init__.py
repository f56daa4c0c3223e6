"""Direct messages, and the conversations that they make."""
