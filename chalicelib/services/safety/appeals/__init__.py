"""What accounts learn of what moderators did to them, and what they answer."""
