"""Mistakes with what two devices change at once, of which each read the row before the other wrote."""

from tests.mistakes.trial import Mistake

INBOXES, DEVICES = "chalicelib/models/talk/inboxes.py", "chalicelib/models/people/door/devices.py"
CHOICES = "tests/services/talk/test_choices_at_once.py"
SIGN_INS = "tests/services/people/test_devices_at_once.py"

MISTAKES = (
    Mistake(
        "a policy is written over what another device chose",
        INBOXES,
        "        same = value_as_read(Inbox.policy, self.policy)\n",
        "        same = Inbox.account_id.exists() | Inbox.account_id.does_not_exist()\n",
        (f"{CHOICES}::test_two_parts_of_a_policy_that_are_changed_at_once_are_both_kept",),
    ),
    Mistake(
        "mails that were ended begin again with a choice that was under way",
        INBOXES,
        "        same = value_as_read(Inbox.mailed, self.mailed or None)\n",
        "        same = Inbox.account_id.exists() | Inbox.account_id.does_not_exist()\n",
        (f"{CHOICES}::test_mails_that_are_ended_while_one_is_chosen_stay_ended",),
    ),
    Mistake(
        "whom a device is told of is written with what it was told before",
        "chalicelib/services/talk/push/devices.py",
        "not found.replace_alerts(alerts, policy)",
        "not found.replace_alerts(alerts or found.alerts, policy)",
        (f"{CHOICES}::test_whom_a_device_is_told_of_is_changed_without_what_it_is_told",),
    ),
    Mistake(
        "of two devices that sign in at once one stays unknown",
        DEVICES,
        " & value_as_read(Credential.devices, credential.devices)\n",
        "\n",
        (f"{SIGN_INS}::test_two_devices_that_sign_in_at_once_are_both_known_and_each_is_told_of_once",),
    ),
    Mistake(
        "who signed in with the password of before is known after it changed",
        "chalicelib/services/people/door/devices.py",
        " or int(held.version) != version:",
        ":",
        (f"{SIGN_INS}::test_a_sign_in_with_the_password_of_before_makes_no_device_known",),
    ),
    Mistake(
        "of two who leave at once one is named again by an earlier text",
        "chalicelib/models/talk/left_conversations.py",
        "assignments(Revision, new), condition=same)",
        "assignments(Revision, new), condition=Revision.post_id.exists() if same else None)",
        ("tests/handlers/talk/test_members_who_leave.py::test_of_two_who_leave_at_once_no_earlier_text_names_either",),
    ),
)
