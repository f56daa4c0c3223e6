"""Replace the secrets of the edge, killed at each request to AWS, and see that nothing is refused meanwhile.

An operator whose command was killed calls it again, and deploys where it says so; that is all that is done here.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3

from chalicelib.gateways.edge import ID_LINE
from chalicelib.gateways.proof import HEADER, PROOF
from infra import edge, edge_keys, edge_proof, edge_signing, stack
from infra.deploy import Deployment
from infra.pythons import ToolFailed
from infra.rehearse.checks import WentWrong, expect
from infra.rehearse.server import StandIn
from infra.stack import StackFailed
from infra.told import NO_ANSWER

# A deployment in the middle is cut at as many places.
CUTS = 3


class Rotation:
    """A stage whose secrets are replaced, and what must hold whenever a command has ended or was killed."""

    def __init__(self, deployment: Deployment, aws: StandIn) -> None:
        self.deployment, self.aws = deployment, aws
        self.store, self.path = boto3.client("ssm"), deployment.settings["SECRETS_PATH"]
        self.kills = 0

    def proof(self) -> str:
        """Replace the proof, and return the one that was replaced."""
        old = edge_proof.put(self.store, self.path)
        self._step(self._next_of_proof, self._proof_is_known)
        expect("what CloudFront sends before the deployment", self._sent(), old)
        self._deploy(self._proof_is_known)
        expect("what CloudFront sends after it", self._sent(), edge_proof.put(self.store, self.path))
        self._step(self._next_of_proof, self._proof_is_known)
        self._finish(self._next_of_proof, self._proof_is_known, lambda: "," in self._stored(PROOF))
        expect("the proof that is left", self._stored(PROOF), self._sent())
        expect("another proof than before", self._sent() != old, True)
        return old

    def signing(self) -> None:
        """Replace the key that signs addresses."""
        (old,) = self.aws.front.keys.values()
        self._step(self._next_of_signing, self._key_is_known)
        self._deploy(self._key_is_known)
        self._step(self._next_of_signing, self._key_is_known)
        expect("what the old key signed is served for a day", old in self.aws.front.keys.values(), True)
        self._deploy(self._key_is_known)
        expect("it still is after a deployment", old in self.aws.front.keys.values(), True)
        self._step(self._next_of_signing, self._key_is_known)
        self._finish(self._next_of_signing, self._key_is_known, self._has_two_keys)
        self._deploy(self._key_is_known)
        expect("the keys that CloudFront knows", list(self.aws.front.keys.values()), [self._signing()[1]])
        expect("another key than before", self._signing()[1] != old, True)

    def _next_of_proof(self) -> None:
        told = stack.outputs(boto3.client("cloudformation"), self.deployment.stack_name)
        sent = edge_proof.sent_by(boto3.client("cloudfront"), told["DistributionId"])
        edge_proof.rotate(self.store, self.path, sent)

    def _next_of_signing(self) -> None:
        told = stack.outputs(boto3.client("cloudformation"), self.deployment.stack_name)
        edge_signing.step(self.store, self.path, told, datetime.now(UTC) + timedelta(days=2))

    def _step(self, act: Callable[[], None], holds: Callable[[], None]) -> None:
        """Take a step, killed at its first request, at its second and so on, until there is none to be killed at."""
        for number in range(20):
            for carried_out in (False, True):
                if self._ends(act, number, carried_out, holds):
                    return
        raise WentWrong("A step of a rotation does not end.")

    def _finish(self, act: Callable[[], None], holds: Callable[[], None], is_begun: Callable[[], bool]) -> None:
        """Go on with the rotation that the last step began, where its answer was lost and it was taken again."""
        for _ in range(5):
            if not is_begun():
                return
            self.deployment.bring_up()
            holds()
            act()
            holds()
        raise WentWrong("A rotation does not end.")

    def _ends(self, act: Callable[[], None], most: int, carried_out: bool, holds: Callable[[], None]) -> bool:
        self.aws.requests, self.aws.most, self.aws.last_is_carried_out = 0, most, carried_out
        try:
            act()
        except ToolFailed as refused:
            # What was killed at its last request, and answered by nobody, is done.
            if "deploy" not in str(refused):
                raise
        except NO_ANSWER:
            self.kills += 1
            return False
        finally:
            self.aws.most = sys.maxsize
            holds()
        return True

    def _deploy(self, holds: Callable[[], None]) -> None:
        """Tell CloudFront, cut at some places and then whole."""
        self.aws.requests = 0
        self.deployment.bring_up()
        whole = self.aws.requests
        for number in range(1, CUTS + 1):
            self.aws.requests, self.aws.most = 0, whole * number // (CUTS + 1)
            self.aws.last_is_carried_out = number % 2 == 0
            try:
                self.deployment.bring_up()
            except (ToolFailed, StackFailed, *NO_ANSWER):
                self.kills += 1
            else:
                raise WentWrong("A deployment that was cut did not notice.")
            finally:
                self.aws.most = sys.maxsize
            holds()
        self.deployment.bring_up()
        holds()

    def _proof_is_known(self) -> None:
        expect("what CloudFront sends is a proof to the app", self._sent() in self._stored(PROOF).split(","), True)

    def _key_is_known(self) -> None:
        key_id, key = self._signing()
        expect("the key that signs, as CloudFront knows it", self.aws.front.keys.get(key_id), key)

    def _sent(self) -> str:
        return self.aws.front.headers[edge.API][HEADER]

    def _signing(self) -> tuple[str, str]:
        """Return the id that the app tells with what it signs, and the public key of what it signs with."""
        stored = self._stored(edge_keys.PRIVATE_KEY)
        named = stored.partition("\n")[0].removeprefix(ID_LINE).strip() if stored.startswith(ID_LINE) else ""
        return named or self.deployment.settings[edge_keys.KEY_ID], edge_keys.public(stored)

    def _has_two_keys(self) -> bool:
        names = [f"{self.path}{name}" for name in (edge_keys.NEXT, edge_keys.LAST)]
        return bool(self.store.get_parameters(Names=names)["Parameters"])

    def _stored(self, name: str) -> str:
        found: Any = self.store.get_parameter(Name=f"{self.path}{name}", WithDecryption=True)
        return str(found["Parameter"]["Value"])


def rehearse(deployment: Deployment, aws: StandIn) -> tuple[str, str]:
    """Replace both secrets of a stage; return the proof that was replaced, and a sentence."""
    rotation = Rotation(deployment, aws)
    old = rotation.proof()
    rotation.signing()
    return old, f"Both secrets of the edge were replaced, killed {rotation.kills} times, and nothing was refused."
