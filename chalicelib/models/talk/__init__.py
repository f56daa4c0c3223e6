"""Tables of the messages that Rossgram sends to people."""
