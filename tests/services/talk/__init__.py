"""Tests of the talk wing's services."""
