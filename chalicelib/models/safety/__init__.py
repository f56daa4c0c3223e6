"""Safety: how often one may try."""
