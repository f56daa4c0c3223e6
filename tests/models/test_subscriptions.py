"""What is stored of subscriptions keeps its names."""

from chalicelib.models.money.selling.subscriptions import Subscription


def test_effective_payments_are_stored_as_standing():
    row = Subscription("1", effective_payments={"pi_1": True})
    stored = row.serialize(null_check=False)
    assert stored["standing"] == {"S": '{"pi_1": true}'}
    assert "effective_payments" not in stored
    assert Subscription.parse(stored).effective_payments == {"pi_1": True}
