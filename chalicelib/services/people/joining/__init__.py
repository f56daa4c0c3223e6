"""How one comes in: who may sign up, and by whose invitation."""
