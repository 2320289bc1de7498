"""The registry of rules: all of them, one with its page and measures, how it stands here."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.scrub import actions
from billing.scrub.catalog import Rule
from billing.scrub.edit_words import KIND_WORDS, kinds_read_by
from billing.scrub.forms import SettingForm
from billing.scrub.models import OwnRule, RuleCount, RuleSetting
from billing.scrub.queries import edits, registry, rule_named
from billing.scrub.queries.rulesets import number_of
from billing.scrub.titles import title_of
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization

MONTHS_SHOWN = 12


@requires(Permission.SEE_CLAIMS)
def rules(request: HttpRequest) -> HttpResponse:
    group = group_of(request)
    shown = {
        "group": group,
        "families": registry.shown(group),
        "own": registry.own(group),
        "may_set": _may_set(request),
    }
    return render(request, "scrub/rules.html", shown)


@requires(Permission.SEE_CLAIMS)
def rule(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "scrub/rule.html", _shown(request, _named(request, code)))


def _shown(request: HttpRequest, one: Rule, form: SettingForm | None = None) -> dict[str, object]:
    own, setting = _own(group_of(request), one.code), _setting(request, one)
    return {
        "rule": one,
        "own": own,
        "title": own.name if own else title_of(one),
        "paragraphs": one.page.split("\n\n", 1)[-1],
        "setting": setting,
        "form": form or SettingForm(initial={"mode": setting.mode if setting else "on"}),
        **_measures(request, one),
    }


def _setting(request: HttpRequest, one: Rule) -> RuleSetting | None:
    return RuleSetting.objects.filter(organization=group_of(request), rule=one.code).first()


def _reads(group: Organization, one: Rule) -> list[tuple[str, str, list[edits.ShownEdit]]]:
    """Kinds of edits it reads, in words, with the edits of each as they stand."""
    kinds = kinds_read_by(one)
    return [(kind, KIND_WORDS[kind], edits.of_kind(group, kind)) for kind in kinds]


def _measures(request: HttpRequest, one: Rule) -> dict[str, object]:
    group = group_of(request)
    counts = RuleCount.objects.filter(practice__organization=group, rule=one.code)
    return {
        "group": group,
        "reads": _reads(group, one),
        "sums": registry.sums_of(group).get(one.code, registry.Sums()),
        "months": counts.select_related("practice").order_by("-month", "practice")[:MONTHS_SHOWN],
        "trial": registry.trial(group, one.code, one.version),
        "may_set": _may_set(request),
    }


@require_POST
@requires(Permission.RUN_RULES)
def setting(request: HttpRequest, code: str) -> HttpResponse:
    one, form = _named(request, code), SettingForm(request.POST)
    if not form.is_valid():
        return render(request, "scrub/rule.html", _shown(request, one, form), status=422)
    try:
        _set(request, one, form)
    except actions.NotTried as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "Saved. Claims are checked by it from now on.")
    return redirect("scrub:rule", group_of(request).public_id, code)


def _set(request: HttpRequest, one: Rule, form: SettingForm) -> None:
    """A group's own rule is switched; one of the catalog gets the group's word on it."""
    name, now, told = cast(PracticeRequest, request).user.name, timezone.now(), form.cleaned_data
    own = _own(group_of(request), one.code)
    if own is not None:
        actions.switch_own(row=own, mode=told["mode"], name=name, now=now)
    else:
        group = group_of(request)
        actions.set_rule(organization=group, rule=one.code, name=name, now=now, **told)


@require_POST
@requires(Permission.RUN_RULES)
def trial(request: HttpRequest, code: str) -> HttpResponse:
    """Try a rule over the past year of every practice."""
    one, group = _named(request, code), group_of(request)
    actions.ask_replay(organization=group, rule=code, version=one.version, now=timezone.now())
    return redirect("scrub:rule", group.public_id, code)


@requires(Permission.SEE_CLAIMS)
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """The trial as far as it has come, for a page that is open."""
    return render(request, "scrub/trial.html", _shown(request, _named(request, code)))


def group_of(request: HttpRequest) -> Organization:
    return cast(PracticeRequest, request).organization


def _may_set(request: HttpRequest) -> bool:
    return cast(PracticeRequest, request).access.may(Permission.RUN_RULES)


def _own(group: Organization, code: str) -> OwnRule | None:
    number = number_of(code)
    if number is None:
        return None
    return OwnRule.objects.filter(organization=group, number=number).first()


def _named(request: HttpRequest, code: str) -> Rule:
    one = rule_named(code, group_of(request).pk)
    if one is None:
        raise Http404
    return one
