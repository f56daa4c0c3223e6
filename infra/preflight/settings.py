"""Look at what a stage's settings say: what cannot be meant is refused before anything is made."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping

from chalicelib import config
from infra import edge_parameters, identity, throttles
from infra.policies import secrets_path
from infra.preflight.finding import Finding
from infra.pythons import ToolFailed, run
from infra.template import PARAMETERS

BUDGET, EMAIL = "MONTHLY_BUDGET", "ALARM_EMAIL"
# What the template takes of each, and how that is told.
FORMS = {
    "PREFIX": (str(PARAMETERS["Prefix"]["AllowedPattern"]), "small letters, digits and dashes with a dash at its end"),
    "PROTECTED": ("[01]", "0 or 1"),
    "DASHBOARD": ("[01]", "0 or 1"),
    BUDGET: (r"[0-9]+(\.[0-9]+)?", "a number of US dollars"),
    EMAIL: (r"|[^@\s]+@[^@\s]+", "an address"),
    "ALARM_TOPIC": (r"|arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+", "the ARN of a topic of SNS"),
}
# The app reads its settings while it starts.
READ = "import chalicelib.config"


def look(settings: Mapping[str, str], region: str) -> Iterator[Finding]:
    """Yield what cannot be meant, all of it; what the edge is to be depends on the region."""
    looks: tuple[Callable[[], object], ...] = (
        lambda: identity.read(settings),
        lambda: edge_parameters.choices(settings, region),
        lambda: throttles.of_stage(settings),
        lambda: _started(settings),
    )
    for one in looks:
        try:
            one()
        except ToolFailed as unfit:
            yield Finding(True, str(unfit))
    yield from _operated(settings)


def _operated(settings: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what the template would refuse, or make nothing of."""
    for name, (pattern, form) in FORMS.items():
        if name in settings and not re.fullmatch(pattern, settings[name]):
            yield Finding(True, f"{name} must be {form}, not {settings[name]!r}.")
    prefix, budget = settings.get("PREFIX", config.PREFIX), settings.get(BUDGET, "0")
    if settings.get("SECRETS_PATH", secrets_path(prefix)) != secrets_path(prefix):
        yield Finding(
            True, f"SECRETS_PATH follows PREFIX: functions may read {secrets_path(prefix)} alone. Leave it out."
        )
    if budget.strip("0.") and not settings.get(EMAIL):
        yield Finding(True, f"{BUDGET} tells {EMAIL} alone, and the stage has none: set both, or none.")


def _started(settings: Mapping[str, str]) -> None:
    """Raise ToolFailed where the app would not start with its settings."""
    env = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    try:
        run([sys.executable, "-c", READ], env={**env, **settings})
    except ToolFailed as failed:
        said = str(failed).strip().splitlines()[-1]
        raise ToolFailed(f"The app does not start with the stage's settings: {said}") from failed
