"""Rehearse a deployment: `python -m infra.rehearse`."""

from infra.rehearse import rehearse
from infra.rehearse.checks import WentWrong
from infra.told import in_a_sentence

with in_a_sentence(WentWrong):
    print(rehearse())
