"""Services of the door: forgotten passwords, new addresses, sessions that are ended, a second factor."""
