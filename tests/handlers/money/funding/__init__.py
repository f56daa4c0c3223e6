"""Tests of campaigns and pledges."""
