"""What is written about Rossgram, and the program that draws a part of it."""
