"""From where somebody signs in, as far as a request tells it."""

from dataclasses import dataclass

LONGEST_USER_AGENT = 300


@dataclass(frozen=True)
class Client:
    """A network address and what a program calls itself, by which people know one session from another."""

    address: str = ""
    user_agent: str = ""

    def told(self) -> dict[str, str | None]:
        """Return what a session's row keeps of it."""
        return {"address": self.address or None, "user_agent": self.user_agent[:LONGEST_USER_AGENT] or None}


NOWHERE = Client()
