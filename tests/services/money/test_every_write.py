"""Every call that writes at Stripe is played by two workers, or says why it need not be."""

import ast
from pathlib import Path

from chalicelib.gateways import payments
from tests.services.money import two_workers
from tests.services.money.funding.deadlines.test_two_workers import SCENES as AT_DEADLINES
from tests.services.money.payments.test_two_workers import SAMPLED as OF_PAYMENTS
from tests.services.money.selling.making import SCENES as OF_MAKING
from tests.services.money.selling.test_two_workers import SCENES as OF_SELLING

READS = {"list", "retrieve"}
PLAYED = (
    (two_workers.DEADLINES, AT_DEADLINES),
    (two_workers.PAYMENTS, OF_PAYMENTS),
    (two_workers.SELLING, OF_SELLING),
    (two_workers.SHARES, OF_SELLING),
    (two_workers.MAKING, OF_MAKING),
)


def is_write(node: ast.AST) -> bool:
    """Tell whether an expression calls Stripe with a method that is no reading one."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "call":
        return False
    method = node.args[0]
    return not isinstance(method, ast.Constant) or str(method.value).rpartition(".")[2] not in READS


def writes() -> set[str]:
    """Return the functions of the gateway that write at Stripe."""
    return {
        one.name
        for path in Path(payments.__file__).parent.glob("*.py")
        for one in ast.parse(path.read_text()).body
        if isinstance(one, ast.FunctionDef) and any(is_write(node) for node in ast.walk(one))
    }


def test_every_write_at_stripe_has_a_scene_of_two_workers():
    assert len(writes()) >= 28
    covered = {name for scenes, _ in PLAYED for names in scenes.values() for name in names}
    assert covered | set(two_workers.WITHOUT) == writes()
    assert not covered & set(two_workers.WITHOUT)


def test_every_scene_that_is_named_is_played():
    """The samples fail where a scene does not make the calls that are said of it."""
    for scenes, played in PLAYED:
        assert set(scenes) <= set(played)
