"""Audit everything stored about money daily, against ledger entries and payments."""
