"""Stories: photos that stand for a day, and who saw them."""
