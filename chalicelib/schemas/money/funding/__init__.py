"""Forms and entities of campaigns and pledges."""
