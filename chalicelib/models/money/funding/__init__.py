"""Tables of campaigns and pledges."""
