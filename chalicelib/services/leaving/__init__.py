"""Accounts that leave: what is in the way, the thirty days, and the deletion after them."""
