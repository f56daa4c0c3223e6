"""Routes of campaigns and pledges."""
