"""Tests of what measures the others."""
