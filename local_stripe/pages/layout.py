"""Draw plain pages that work without JavaScript."""

from html import escape

from local_stripe.pages.words import language, say

STYLE = """
:root{color-scheme:light dark;--ink:#0f1419;--paper:#fff;--soft:#666a6e;--line:#dbdbdb;--field:#f3f5f7;
--button:#efefef;--act:#4a5df9;--on-act:#fff;--bad:#c62330;--told:#fff3bf;--on-told:#3d2f00}
@media (prefers-color-scheme:dark){:root{--ink:#f5f5f5;--paper:#0c1014;--soft:#a8abaf;--line:#2b2f34;--field:#25292e;
--button:#363a40;--act:#91a1ff;--on-act:#0b1030;--bad:#ff6b74;--told:#4a3b00;--on-told:#fff3bf}}
*{box-sizing:border-box}
body{font:1rem/1.4 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans",Helvetica,Arial,sans-serif;
max-width:28rem;margin:0 auto;padding:1.5rem 1rem;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
.told{padding:.75rem 1rem;border-radius:.75rem;color:var(--on-told);background:var(--told)}
h1{font-size:1.375rem;line-height:1.75rem}label{font-weight:600}
label,input,button{display:block;width:100%}input,button{min-height:2.75rem;font:inherit;border-radius:.75rem}
input{margin:.375rem 0 1rem;padding:.625rem .875rem;color:inherit;background:var(--field);border:1px solid var(--line)}
button{margin:.75rem 0 0;padding:.6rem 1rem;font-weight:600;border:0;color:inherit;background:var(--button);
cursor:pointer}button.main{color:var(--on-act);background:var(--act)}
:focus-visible{outline:2px solid var(--act);outline-offset:2px}a{color:inherit}
#cards{margin:-.5rem 0 1rem;color:var(--soft);font-size:.8125rem}.problem{color:var(--bad);font-weight:600}
table{width:100%;margin:0 0 1.5rem;border-collapse:collapse}th,td{padding:.5rem 0;text-align:start}
:is(td,th)+td{text-align:end;white-space:nowrap;padding-inline-start:1rem}
tr+tr th{border-block-start:1px solid var(--line)}"""
TOLD = "This is a stand-in for Stripe on this machine. No money moves, and no real card is needed."


def page(title: str, body: str) -> str:
    """Return a whole page around what is inside it, which says first that no money moves."""
    said = escape(say(title))
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8"><title>{said}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body><main>"
        f'<p class="told"><strong>{escape(say("Local Stripe"))}</strong><br>{escape(say(TOLD))}</p>'
        f"<h1>{said}</h1>{body}</main></body></html>"
    )


def problem(text: str) -> str:
    """Return an error message that screen readers announce."""
    return f'<p class="problem" role="alert">{escape(say(text))}</p>' if text else ""


def button(name: str, value: str, text: str, *, is_main: bool = False) -> str:
    """Return a button that sends its form."""
    kind = ' class="main"' if is_main else ""
    return f'<button type="submit"{kind} name="{escape(name)}" value="{escape(value)}">{escape(say(text))}</button>'


def form(action: str, inside: str) -> str:
    """Return a form that posts."""
    return f'<form method="post" action="{escape(action)}">{inside}</form>'
