"""How accounts stand to each other, beyond whom they follow."""
