"""Draw plain pages that work without JavaScript."""

from html import escape

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a;background:#fff}
label,input,button{display:block;font:inherit}input{width:100%;box-sizing:border-box;padding:.5rem;margin:0 0 1rem}
button{padding:.6rem 1rem;margin:.5rem 0}.problem{border-left:.3rem solid #b00020;padding-left:.8rem}
td{padding:.2rem 1rem .2rem 0}"""


def page(title: str, body: str) -> str:
    """Return a whole page around what is inside it."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body><main><p><strong>Local Stripe</strong>: no money moves here.</p>"
        f"<h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def problem(text: str) -> str:
    """Return an error message that screen readers announce."""
    return f'<p class="problem" role="alert">{escape(text)}</p>' if text else ""


def button(name: str, value: str, text: str) -> str:
    """Return a button that sends its form."""
    return f'<button type="submit" name="{escape(name)}" value="{escape(value)}">{escape(text)}</button>'


def form(action: str, inside: str) -> str:
    """Return a form that posts."""
    return f'<form method="post" action="{escape(action)}">{inside}</form>'
