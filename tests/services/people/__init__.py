"""Tests of the people wing's services."""
