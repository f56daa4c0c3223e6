"""What happens to pledges at and after the deadline: charged, released, given back."""
