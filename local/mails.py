"""Write each mail that the local SES accepted to a folder as a text file; nothing is sent."""

import logging
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local import lifeline

# The path of SES's SendEmail.
OUTBOUND = "/v2/email/outbound-emails"
log = logging.getLogger(__name__)


class Mails:
    """The folder, and the ids of the mails that were written to it."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which is created with the first mail."""
        self.folder = folder
        self.written: set[str] = set()
        self.has_failed = False

    def write(self) -> None:
        """Write the mails accepted since the last call; a folder that cannot be written is reported once."""
        # Imported here: before ministack has loaded it, it would miss ministack's settings.
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
