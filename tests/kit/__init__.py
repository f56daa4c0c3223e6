"""Code that tests share: a client, factories, faults, and inspection."""
