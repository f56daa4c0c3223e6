"""Tests of the imaging floor."""
