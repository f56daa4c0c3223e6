"""Campaigns at and after their deadline, against the local Stripe with its movable clock."""
