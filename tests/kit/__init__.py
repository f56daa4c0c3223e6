"""What tests share: a client, factories, faults, and ways to look."""
