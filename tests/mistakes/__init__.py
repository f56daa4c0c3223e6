"""Make mistakes in a copy of the tree, one at a time, and see that tests catch them."""
