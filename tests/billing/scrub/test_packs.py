"""The product's own edits, and how packs are read and laid over each other."""

import tomllib
from importlib import resources
from itertools import combinations

import pytest

from billing.coding.codes import codes
from billing.coding.facts import FACTS
from billing.scrub.catalog import catalog
from billing.scrub.edits import KINDS, Edit, Pack
from billing.scrub.packs import BadPack, base, overlaid, read

COVERED_BY_RULES = {
    "DE016": "AREA-01 AREA-09",
    "DE018": "AREA-08",
    "DE026": "BUND-06",
    "DE034": "AGE-01",
    "DE051": "AGE-03",
    "DE077": "SURF-03 SURF-04",
    "DE079": "TOOTH-05",
    "DE080": "TOOTH-04",
    "DE081": "TOOTH-01 SURF-02",
    "DE099": "DENT-01 DENT-02",
    "DE105": "TOOTH-06",
    "DE109": "TOOTH-08",
    "DE119": "MTC-02 MTC-03",
    "DE120": "MTC-01",
    "DE130": "AREA-10",
    "DE132": "TOOTH-09",
    "DE148": "CODE-09",
}
COVERED_BY_EDITS = {"DE027": "DE017", "DE031": "DE030"}
OF_ONE_PLAN = {"DE052", "DE059"}
OF_OTHER_FAMILIES = {"DE098", "DE150", "DE151", "DE154", "DE155", "DE156"}
IDS = {f"DE{n:03}" for n in range(1, 157)}
GOOD = 'id = "E1"\nkind = "bundled_into"\na = "D5410"\nb = "D5110"\n'


def one(text: str) -> str:
    return f"[[edits]]\n{text}"


class TestBase:
    def test_every_known_edit_is_considered(self) -> None:
        packed = {edit.id[:5] for edit in base()}
        elsewhere = {*COVERED_BY_RULES, *COVERED_BY_EDITS, *OF_ONE_PLAN, *OF_OTHER_FAMILIES}

        assert packed | elsewhere == IDS
        assert packed & elsewhere == set()

    def test_what_covers_an_edit_is_there(self) -> None:
        rules = {code for told in COVERED_BY_RULES.values() for code in told.split()}

        assert rules <= catalog().keys()
        assert set(COVERED_BY_EDITS.values()) <= {edit.id for edit in base()}

    def test_every_edit_says_why_and_from_where(self) -> None:
        told = resources.files("billing.scrub.packs").joinpath("sources.toml").read_text()
        sources = tomllib.loads(told)["sources"].keys()

        for edit in base():
            assert edit.says.endswith("."), edit.id
            assert edit.evidence, edit.id
            assert edit.source, edit.id
            assert set(edit.source.split()) <= sources, edit.id

    def test_none_holds_a_claim(self) -> None:
        assert {edit.severity for edit in base()} == {"warn", "info"}

    def test_every_code_list_names_codes_that_are_known(self) -> None:
        for edit in base():
            for written in (edit.a, edit.b):
                assert not written or any(code in codes(written) for code in FACTS), edit.id

    def test_no_two_edits_of_a_kind_say_the_same_of_a_pair(self) -> None:
        pairs = [edit for edit in base() if edit.kind in {"same_day_conflict", "bundled_into"}]

        for first, second in combinations(pairs, 2):
            both = [
                (a, b)
                for a in FACTS
                if a in codes(first.a) and a in codes(second.a)
                for b in FACTS
                if b in codes(first.b) and b in codes(second.b)
            ]
            assert not both or first.kind != second.kind or first.scope != second.scope, (
                first.id, second.id, both[:3]
            )  # fmt: skip

    def test_each_edit_is_found_by_every_code_it_questions(self) -> None:
        pack = Pack(base())

        for edit in base():
            asked = [code for code in FACTS if code in codes(edit.a)]
            assert all(edit in pack.on(code, edit.kind) for code in asked), edit.id
            assert all(pack.bits(code) >> KINDS.index(edit.kind) & 1 for code in asked), edit.id


class TestRead:
    def test_takes_a_whole_edit(self) -> None:
        text = one(GOOD + 'months = 6\nscope = "arch"\nfrom_on = 2026-01-01\n')

        (edit,) = read("own.toml", text)

        assert (edit.id, edit.months, edit.scope) == ("E1", 6, "arch")

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("edits = ", "own.toml: Invalid value"),
            ("[[edit]]\n", "own.toml: a pack is a list"),
            (one('kind = "age"\na = "D0120"\n'), "own.toml: edit no. 1: .*`id`"),
            (one(GOOD + 'months = "6"\n'), r"own.toml: edit E1: .*`str`.*\$.months"),
            (one(GOOD.replace("bundled_into", "bundles")), r"edit E1: .*\$.kind"),
            (one(GOOD + "month = 6\n"), "edit E1: month: there is no such field"),
            (one(GOOD.replace("D5410", "5410")), "edit E1: a: '5410' is no code"),
            (one(GOOD.replace("D5110", "D51")), "edit E1: b: 'D51' is no code"),
            (one(GOOD.replace('b = "D5110"\n', "")), "edit E1: b: bundled_into needs"),
            (one(GOOD + "months = 6\ndays = 5\n"), "edit E1: days, months, lifetime: only one"),
            (one(GOOD.replace("bundled_into", "requires_prior")), "edit E1: months: .* window"),
            (one(GOOD.replace("bundled_into", "frequency") + "days = 9\n"), "E1: days: limits"),
            (one(GOOD + "days = -1\n"), "edit E1: days, months: below zero"),
            (one(GOOD + "count = 0\n"), "edit E1: count: below one"),
            (one(GOOD.replace("bundled_into", "age")), "edit E1: age_min"),
            (one(GOOD.replace("bundled_into", "tooth_type")), "edit E1: teeth"),
            (one(GOOD.replace("bundled_into", "tooth_type") + 'teeth = "33"\n'), "teeth: no tooth"),
            (one(GOOD.replace("bundled_into", "attachment")), "edit E1: wants"),
            (one(GOOD + 'evidence = "practice"\nseverity = "hold"\n'), "edit E1: severity: .*hold"),
            (one(GOOD + "from_on = 2026-02-01\nuntil = 2026-01-31\n"), "edit E1: until: before"),
            (one(GOOD) + one(GOOD), "own.toml: edit E1: the id stands twice"),
        ],
    )  # fmt: skip
    def test_names_file_edit_and_field_of_what_is_wrong(self, text: str, says: str) -> None:
        with pytest.raises(BadPack, match=says):
            read("own.toml", text)


class TestOverlaid:
    def edits(self, *told: tuple[str, str, bool]) -> list[Edit]:
        return [Edit(id=id, kind="age", a=a, age_min=1, off=off) for id, a, off in told]

    def test_own_edits_replace_take_out_and_add(self) -> None:
        held = self.edits(("E1", "D0120", False), ("E2", "D0140", False), ("E3", "D0150", False))
        own = self.edits(("E2", "D0145", False), ("E3", "", True), ("E4", "D0180", False))

        found = overlaid(held, own)

        assert [(edit.id, edit.a) for edit in found] == [
            ("E1", "D0120"), ("E2", "D0145"), ("E4", "D0180"),
        ]  # fmt: skip

    def test_nothing_over_nothing_is_nothing(self) -> None:
        assert overlaid([], []) == ()
        assert overlaid([], self.edits(("E1", "D0120", True))) == ()

    def test_an_edit_that_is_off_needs_its_id_only(self) -> None:
        text = one('id = "DE001"\nkind = "same_day_conflict"\na = ""\noff = true\n')

        found = overlaid(base(), read("own.toml", text))

        assert len(found) == len(base()) - 1
