"""Tests of the photos wing's services."""
