"""The whole way over a real SFTP server, known by its host key."""

import getpass
from pathlib import Path

import pytest

from billing.submission.models import Clearinghouse, Sending
from billing.submission.places import Secret, seal_secret
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.submission.clearinghouses.conftest import NO_SSHD, sshd
from tests.billing.submission.sending import Sender
from tests.billing.submission.test_coming_back import Post
from tests.practices.agent.sftp.server import SftpServer

pytestmark = [pytest.mark.slow, NO_SSHD]
__all__ = ["sshd"]


@pytest.fixture
def sender(practice_a: Practice, tmp_path: Path, sshd: SftpServer) -> Sender:
    made = Sender(practice_a, tmp_path)
    Clearinghouse.objects.update(
        kind="sftp", address="127.0.0.1", port=sshd.port, user=getpass.getuser(),
        host_keys=[sshd.fingerprint],
        folders={name: f"{tmp_path}/{place}" for name, place in
                 (("out", "out"), ("inbox", "in"), ("archive", "archive"), ("sent", "sent"))},
    )  # fmt: skip
    made.house.refresh_from_db()
    seal_secret(made.house, Secret(private_key=(sshd.home / "client").read_text()))
    return made


def test_goes_out_and_is_answered(sender: Sender) -> None:
    post = Post(sender)
    post.send(2)
    post.pass_days(2)

    with in_practice(sender.practice):
        stages = set(Sending.objects.values_list("stage", flat=True))
    assert stages <= {"payer", "answered"}


def test_another_host_key_stops_it_and_is_told(sender: Sender) -> None:
    Clearinghouse.objects.update(host_keys=["SHA256:" + "A" * 43])
    post = Post(sender)
    post.send()

    assert sender.due() == 1
    sender.house.refresh_from_db()
    assert "host key" in sender.house.trouble
    assert sender.states() == ["leaving"]
