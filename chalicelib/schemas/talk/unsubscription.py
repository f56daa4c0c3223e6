"""Draw the page on which somebody ends the mails that they get."""

from chalicelib.schemas.people.door.pages import Form
from chalicelib.services.talk.mail_choices import PATH


def draw(account_id: str, key: str) -> str:
    """Draw the page with its one button."""
    sentences = ["You will get no more mails of who follows, mentions or answers you. You can choose again in the app."]
    form = Form("Mails of news", sentences, PATH, (), "Send me no more")
    return form.draw(hidden={"account": account_id, "key": key})
