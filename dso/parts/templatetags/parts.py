"""How figures, days and marks are written on every page."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from billing.scrub.titles import words_of

register = template.Library()

NOTHING = "\u2013"
MINUS = "\u2212"


@register.filter
def money(cents: int | None, symbol: str = "") -> str:
    """Cents as `1,234.56` with a true minus; nothing is a dash, never a zero."""
    if cents is None:
        return NOTHING
    sign = MINUS if cents < 0 else ""
    return f"{sign}{symbol}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


@register.filter
def count(number: int) -> str:
    """How many, readable at ten thousand: `10,000`."""
    return f"{number:,}"


@register.filter
def question_words(code: str) -> str:
    """Why a claim waits, as its rule says it; of a word that names no rule, "Ready"."""
    return words_of(code) or "Ready"


@register.filter
def initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


@register.filter
def day(on: date | None) -> str:
    """`Nov 23, 2026`."""
    return f"{on:%b} {on.day}, {on:%Y}" if on else NOTHING


@register.filter
def moment(at: datetime | None) -> str:
    """`Nov 23, 14:05`, in the installation's own time."""
    if at is None:
        return NOTHING
    here = timezone.localtime(at)
    return f"{here:%b} {here.day}, {here:%H:%M}"


@register.filter
def age(since: date | None, today: date) -> str:
    """`47 d`; what lies ahead is 0 d old."""
    return f"{max(0, (today - since).days)} d" if since else NOTHING


@register.filter
def due_in(on: date, today: date) -> str:
    """`today`, `in 3 d`, `2 d late`."""
    days = (on - today).days
    if days == 0:
        return "today"
    return f"in {days} d" if days > 0 else f"{-days} d late"


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """A drawing that says nothing: whatever it means stands beside it in words."""
    return format_html(
        '<svg width="{}" height="{}" aria-hidden="true"><use href="/static/icons.svg#{}"/></svg>',
        size,
        size,
        name,
    )


BANDS = {"sure": "Sure", "likely": "Likely", "unsure": "Unsure"}


@register.simple_tag
def band(name: str) -> SafeString:
    """How sure a proposal is: three bars and a word."""
    return format_html(
        '<span class="band band--{}"><span class="band__bars" aria-hidden="true">'
        "<i></i><i></i><i></i></span>{}</span>",
        name if name in BANDS else "unsure",
        BANDS.get(name, "No proposal"),
    )
