"""Which characters a claim file can carry, and how near one can come with them. Pure."""

import re
import unicodedata

UNSENDABLE = re.compile(r"[^A-Za-z0-9 !\"&'()+,\-./;?=%@#$_\s]")
SPELLED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "œ": "oe",
        "Œ": "OE",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
    }
)


def unsendable(text: str) -> str:
    """Each character that the file cannot carry, once, in order; separators are among them."""
    if is_plain(text):
        return ""
    return "".join(dict.fromkeys(UNSENDABLE.findall(text)))


def sendable(text: str) -> str:
    """The text with accents taken off and the rest left out; spaces are single."""
    spelled = unicodedata.normalize("NFKD", text.translate(SPELLED))
    return " ".join(UNSENDABLE.sub("", spelled).split())


def is_plain(text: str) -> bool:
    """Letters and digits alone, and at least one."""
    return text.isascii() and text.isalnum()


def is_digits(text: str, *lengths: int) -> bool:
    """Digits alone, as many as one of the lengths."""
    return len(text) in lengths and text.isascii() and text.isdigit()


def digits_of(text: str) -> str:
    return "".join(one for one in text if one in "0123456789")
