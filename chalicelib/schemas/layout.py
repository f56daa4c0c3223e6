"""The frame of every page that a person meets in a browser: plain HTML, light or dark, whole without a script."""

import base64
import hashlib
from dataclasses import asdict
from pathlib import Path
from string import Template

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from chalicelib import colours, config
from chalicelib.schemas import choices, languages

HERE = Path(__file__).parent
STYLE = Template((HERE / "page.css").read_text(encoding="utf-8")).substitute(
    asdict(colours.accent(config.INSTANCE_ACCENT))
)
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def headers(pictures: str = "", script: str = "", called: str = "") -> dict[str, str]:
    """Return the headers of a page.

    `pictures` is the address below which its pictures lie, where it has any besides the mark, `script` that of its one
    script, and `called` the address that the script calls, where it has any.
    """
    shown = f"img-src {pictures or f'{config.PUBLIC_URL}/mark.svg'}; "
    run = f"; script-src {script}; connect-src {called}" if script else ""
    return {
        "Content-Type": "text/html; charset=utf-8",
        # There is no form-action on purpose: Chrome applies it to redirects too, and where they lead is not known here:
        # to an app's own scheme, or to the address that Stripe gives.
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; {shown}frame-ancestors 'none'; base-uri 'none'{run}"
        ),
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }


@pass_context
def _say(_: Context, text: str, **values: object) -> str:
    """Say a text in the language of the request; Jinja would draw a filter of constants once, for every request."""
    return languages.say(text, **values)


def environment(folder: Path) -> Environment:
    """Return what draws the templates in a folder, each of which fills the blocks of `page.html`."""
    made = Environment(
        loader=FileSystemLoader([folder, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["style"] = Markup(STYLE)  # noqa: S704 - our own file
    made.globals["spoken"], made.globals["theme"] = languages.spoken, choices.theme
    made.filters["say"] = _say
    return made
