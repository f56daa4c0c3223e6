"""How accounts show posts once more: reblogs, and what they put together."""
