"""Put each mail that the local AWS took into a folder, as a text that a developer reads: nothing is sent anywhere."""

import logging
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local import lifeline

# What SendEmail is called over HTTP.
OUTBOUND = "/v2/email/outbound-emails"
log = logging.getLogger(__name__)


class Mails:
    """The folder, and which mails are in it already."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made for the first mail."""
        self.folder = folder
        self.written: set[str] = set()
        self.has_failed = False

    def write(self) -> None:
        """Write down what was taken since the last time; a folder that cannot be written is told once."""
        # Loading it before the local AWS did would miss its settings.
        from ministack.services import ses

        try:
            for sent in ses._sent_emails.to_dict().values():  # noqa: SLF001 - the version is pinned, and a test reads a mail
                for mail in sent:
                    self._write(mail)
        except OSError as error:
            log.exception("A mail was not written to %s", self.folder)
            if not self.has_failed:
                lifeline.tell(f"Mails cannot be written to {self.folder} ({error.strerror}); each new one tries again.")
            self.has_failed = True
        else:
            self.has_failed = False

    def _write(self, mail: dict[str, Any]) -> None:
        if mail["MessageId"] in self.written:
            return
        at = datetime.fromtimestamp(mail["Timestamp"], UTC)
        subject = re.sub(r"[^a-z0-9]+", "-", mail["Subject"].lower()).strip("-")[:60]
        head = f"From: {mail['Source']}\nTo: {', '.join(mail['To'])}\nSubject: {mail['Subject']}\nDate: {at:%c} UTC\n\n"
        self.folder.mkdir(exist_ok=True)
        (self.folder / f"{at:%Y%m%d-%H%M%S}-{subject}-{mail['MessageId'][:8]}.txt").write_text(head + mail["BodyText"])
        self.written.add(mail["MessageId"])
