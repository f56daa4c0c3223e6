"""Tables of the door: links that are mailed, and what changes of a password, an address and a second factor write."""
