"""Draw the web pages of money, whose forms also sign the visitor in.

A template of this folder extends `page.html`; `parts.html` has the macros `problem(message)` and
`sign_in(username, message)`, and the filter `money` writes an amount: `{{ amount | money(currency) }}`.
"""

from pathlib import Path

from chalicelib import config
from chalicelib.models.money import currencies
from chalicelib.schemas import layout

HEADERS = layout.headers(pictures=config.PUBLIC_URL)
_environment = layout.environment(Path(__file__).parent)
_environment.filters["money"] = currencies.text


def draw(template: str, **values: object) -> str:
    """Draw a template of this folder."""
    return _environment.get_template(template).render(instance=config.INSTANCE_TITLE, **values)


def draw_message(title: str, text: str) -> str:
    """Draw a page that says one thing."""
    return draw("message.html", title=title, text=text)
