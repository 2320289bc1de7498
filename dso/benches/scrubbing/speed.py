"""`bench scrub`: claims through all rules, from the database and from memory."""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from json_logic import jsonLogic
from msgspec.structs import replace

from billing.claims.models import Claim, ClaimLine
from billing.scrub.catalog import catalog
from billing.scrub.facts import ClaimFacts
from billing.scrub.own import compiled
from billing.scrub.queries import gather
from billing.scrub.run import Ruleset
from dso.benches.bench import Bench, Target
from dso.benches.groups import TODAY, found_group
from dso.benches.scrubbing import by_json, orm
from dso.benches.scrubbing.laying import lay
from practices.registry.tenancy import in_practice

CLAIMS = {"small": 5_000, "full": 50_000}
AT_ONCE = 500
SAMPLE, QUERY_SAMPLE, JSON_SAMPLE, ORM_SAMPLE = 5_000, 12, 400, 2_000
ROUNDS = 3


def measure(size: str) -> dict[str, float]:
    """All rules of the catalog over claims with eight earlier services each, and the alternatives.

    `peak_mb_growth` is what the process grew by over all claims beyond the first 5,000.
    """
    claims = CLAIMS[size]
    practice = found_group(1)[0]
    lay(practice, claims)
    rules = Ruleset(catalog().values())
    with in_practice(practice):
        ids = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
        seconds, grown = _end_to_end(rules, ids)
        sample = [facts for part in _parts(ids[:SAMPLE]) for facts in gather(part, today=TODAY)]
        load = _load_speedup(ids)
        by_query = _query_per_rule(rules, ids[:QUERY_SAMPLE], sample)
    passed = _best(lambda: [rules.findings(claim) for claim in sample]) / len(sample)
    per_claim = seconds / claims
    return {
        "claims": claims,
        "rules": len(rules.rules),
        "end_to_end_claims_per_second": 1 / per_claim,
        "rule_pass_claims_per_second": 1 / passed,
        "rule_pass_us": passed * 1e6,
        "ratio_to_query_per_rule": by_query / per_claim,
        "ratio_to_json_logic": _json_ratio(sample[:JSON_SAMPLE]),
        "load_speedup_over_orm": load,
        "peak_mb_growth": grown,
    }


def _end_to_end(rules: Ruleset, ids: Sequence[uuid.UUID]) -> tuple[float, float]:
    """Seconds for all, and by how many MB the process grew after the first of them."""
    begun, first, found = time.perf_counter(), 0.0, 0
    for number, part in enumerate(_parts(ids)):
        found += sum(len(rules.findings(claim)) for claim in gather(part, today=TODAY))
        if (number + 1) * AT_ONCE == CLAIMS["small"]:
            first = _memory_mb()
    assert found, "no rule said anything of any claim"
    return time.perf_counter() - begun, max(0.0, _memory_mb() - first)


def _load_speedup(ids: Sequence[uuid.UUID]) -> float:
    some = list(_parts(ids[:ORM_SAMPLE]))
    ours = _best(lambda: [gather(part, today=TODAY) for part in some])
    return _best(lambda: [orm.gather(part, today=TODAY) for part in some]) / ours


def _query_per_rule(rules: Ruleset, ids: Sequence[uuid.UUID], facts: Sequence[ClaimFacts]) -> float:
    """Seconds a claim where each rule reads the claim's lines for itself."""
    alone = [Ruleset([rule]) for rule in rules.rules]
    known = {claim.id: claim for claim in facts}
    begun = time.perf_counter()
    for pk in ids:
        for one in alone:
            lines = list(ClaimLine.objects.filter(claim=pk).order_by("number"))
            told = known[str(pk)]
            assert len(lines) == len(told.lines)
            one.findings(told)
    return (time.perf_counter() - begun) / len(ids)


def _json_ratio(claims: Sequence[ClaimFacts]) -> float:
    """The same 215 simple rules here and there; both must find as many."""
    told = by_json.own_rules()
    ours = Ruleset([compiled(one) for one in told])
    of_line = [by_json.as_json(one) for one in told if by_json.is_of_line(one)]
    of_claim = [by_json.as_json(one) for one in told if not by_json.is_of_line(one)]
    named = [_renamed(claim, number) for number, claim in enumerate(claims)]
    flat = [by_json.flat(claim) for claim in named]

    def theirs() -> int:
        hits = 0
        for own, lines in flat:
            hits += sum(bool(jsonLogic(rule, own)) for rule in of_claim)
            hits += sum(bool(jsonLogic(rule, line)) for line in lines for rule in of_line)
        return hits

    found = sum(len(ours.findings(claim)) for claim in named)
    assert found == theirs() > 0
    mine = _best(lambda: [ours.findings(claim) for claim in named])
    return _best(theirs, rounds=1) / mine


def _renamed(claim: ClaimFacts, number: int) -> ClaimFacts:
    return replace(claim, payer=replace(claim.payer, name=f"Sample {number % 12}"))


def _parts(ids: Sequence[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    left = iter(ids)
    while part := list(islice(left, AT_ONCE)):
        yield part


def _best(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        run()
        took.append(time.perf_counter() - begun)
    return min(took)


def _memory_mb() -> float:
    status = Path("/proc/self/status").read_text()
    line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


BENCH = Bench(
    "scrub",
    measure,
    {
        "ratio_to_query_per_rule": Target(">=", 30),
        "ratio_to_json_logic": Target(">=", 150),
        "load_speedup_over_orm": Target(">=", 5),
        "peak_mb_growth": Target("<=", 40),
    },
)
