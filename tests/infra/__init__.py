"""Tests of the template, the policies, the package and the operator's commands."""
