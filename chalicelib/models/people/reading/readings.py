"""How far an account has read, and what it does not want to be shown again."""

from typing import TypedDict

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action

from chalicelib.models.base import BaseMeta, Model, guarded, table_name


class Marker(TypedDict):
    """How far one list was read; `version` counts how often that was said."""

    last_read_id: str
    version: int
    updated_at: float


class Reading(Model):
    """All that an account has read up to, in one row.

    `markers` are changed over what was read; ids are only added to the sets, so those changes may come in any order,
    twice, and at once. `app_settings` are what Pixelfed's own app keeps with the server.
    """

    class Meta(BaseMeta):
        table_name = table_name("readings")

    account_id = UnicodeAttribute(hash_key=True)
    markers = JSONAttribute(default=dict)
    version = NumberAttribute(default=0)
    dismissed = UnicodeSetAttribute(null=True)
    not_suggested = UnicodeSetAttribute(null=True)
    app_settings = JSONAttribute(null=True)
    app_settings_at = NumberAttribute(null=True)

    @classmethod
    def of(cls, account_id: str) -> "Reading":
        """Return an account's row, read consistently; an empty one where there is none."""
        try:
            return cls.get(account_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(account_id)

    def replace_markers(self, markers: dict[str, Marker]) -> bool:
        """Write markers over those that were read; False where another device changed them since."""
        version = Reading.version
        never = version.does_not_exist() | (version == 0)
        as_read = version == self.version if self.version else never
        actions: list[Action] = [Reading.markers.set(markers), version.set(self.version + 1)]
        return guarded(lambda: Reading(self.account_id).update(actions, condition=as_read))

    @classmethod
    def dismiss(cls, account_id: str, announcement_id: str) -> None:
        """Note that an announcement was read; a second time it is the same."""
        cls(account_id).update([cls.dismissed.add({announcement_id})])

    @classmethod
    def suggest_no_more(cls, account_id: str, other_id: str) -> None:
        """Note whom not to suggest; a second time it is the same."""
        cls(account_id).update([cls.not_suggested.add({other_id})])

    @classmethod
    def keep_app_settings(cls, account_id: str, settings: dict[str, dict[str, object]], at: int) -> None:
        """Keep the settings of Pixelfed's app as they are sent."""
        cls(account_id).update([cls.app_settings.set(settings), cls.app_settings_at.set(at)])
