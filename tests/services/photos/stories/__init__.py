"""Stories: who sees them and until when, who saw them, and what is left of them."""
