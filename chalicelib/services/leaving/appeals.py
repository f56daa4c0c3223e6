"""Delete the appeals of an account that leaves."""


def remove_all(account_id: str) -> bool:
    """Delete them; tells whether there were any."""
    # Few have any.
    from chalicelib.models.safety import appeals  # noqa: PLC0415

    return appeals.forget_all(account_id)
