"""Where a clearinghouse is, with what proves us there, which only a worker opens."""

import msgspec
from django.conf import settings

from billing.submission.clearinghouses import Folders, Place, Trouble
from billing.submission.models import Clearinghouse, HouseSecret
from practices.sync import sealing

NO_PLACE = "What was entered for the clearinghouse does not lead there: look at its settings."


class Secret(msgspec.Struct, frozen=True):
    """Each "" where it is not used."""

    password: str = ""
    private_key: str = ""
    passphrase: str = ""


def place_of(house: Clearinghouse) -> Place:
    """Outside practices. Raises Trouble where what was entered is no place to go to."""
    try:
        return _place(house, _opened(house))
    except ValueError:
        raise Trouble(NO_PLACE) from None


def _place(house: Clearinghouse, secret: Secret) -> Place:
    return Place(
        kind=house.kind,  # type: ignore[arg-type]  # the column's own choices
        address=house.address,
        port=house.port,
        user=house.user,
        password=secret.password,
        private_key=secret.private_key,
        passphrase=secret.passphrase,
        host_keys=tuple(house.host_keys),
        folders=msgspec.convert(house.folders, Folders) if house.folders else Folders(),
        honours_keys=house.honours_keys,
        sweeps=house.sweeps,
    )


def seal_secret(house: Clearinghouse, secret: Secret) -> None:
    """Kept sealed for this clearinghouse alone."""
    sealed = sealing.seal(msgspec.json.encode(secret), _where(house), _keys())
    HouseSecret.objects.update_or_create(house=house, defaults={"sealed": sealed})


def _opened(house: Clearinghouse) -> Secret:
    kept = HouseSecret.objects.filter(house=house).first()
    if kept is None:
        return Secret()
    told = sealing.opened(bytes(kept.sealed), _where(house), _keys())
    return msgspec.json.decode(told, type=Secret)


def _where(house: Clearinghouse) -> str:
    return f"clearinghouse:{house.pk}"


def _keys() -> dict[str, bytes]:
    return sealing.keys_of(settings.SYNC_RAW_KEYS, settings.SECRET_KEY)
