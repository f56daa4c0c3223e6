"""Services of campaigns and pledges."""
