"""Other people's clients, as the registries have them, against a running server: `make clients`."""
