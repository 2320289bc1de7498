"""`manage.py sign_mapping mapping.toml --key release.key`: signs a mapping file for agents."""

from argparse import ArgumentParser
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management.base import BaseCommand, CommandError

from practices.wire import signing
from practices.wire.signed_file import signature_of


class Command(BaseCommand):
    help = "Signs a mapping file; the signature is written beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mapping", type=Path)
        parser.add_argument("--key", type=Path, required=True, help="32 bytes of a private key")

    def handle(self, *, mapping: Path, key: Path, **_: object) -> None:
        try:
            private = Ed25519PrivateKey.from_private_bytes(key.read_bytes())
            content = mapping.read_bytes()
        except (OSError, ValueError) as why:
            raise CommandError(f"Cannot sign: {why}") from None
        beside = mapping.with_name(f"{mapping.name}.sig")
        beside.write_bytes(signature_of(content, private))
        self.stdout.write(f"Signed with {signing.public_text(private)}")
