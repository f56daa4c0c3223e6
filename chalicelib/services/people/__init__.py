"""People: who is here, how they sign in, whom they follow."""
