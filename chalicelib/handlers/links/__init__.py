"""Addresses that links lead to: each is a page of the web client, with a head that other programs read."""
