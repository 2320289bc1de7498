"""The templates that the agent comes with, and what a completed one may say."""

from importlib.resources import files

import pytest

from practices.agent.pms.files.mapping import BadMapping
from practices.agent.pms.rest import mapping
from practices.agent.pms.rest.mapping import filled
from practices.agent.pms.rest.place import rest_place
from practices.agent.pms.rest.shapes import ApiKey
from practices.sync import maps
from tests.practices.agent.rest.office import MAPPING, PAGING

GOOD = MAPPING.format(paging=PAGING["offset"], calls=1_000).replace("BASE", "https://a.example/v1")
SHIPPED = {
    name: (files("practices.agent.pms.rest") / f"{name}.toml").read_text()
    for name in ("curve", "ascend")
}


def completed(name: str) -> str:
    """As somebody might who knows the system; the names are ours."""
    told = SHIPPED[name]
    told = told.replace('kind = "?"', 'kind = "cursor"').replace(
        'form = "?"', 'form = "a>={since}"'
    )
    told = told.replace('path = "?"', 'path = "/x"').replace('format = "?"', 'format = "%Y"')
    return told.replace('words = { "?" = "?" }', 'words = { A = "scheduled" }').replace(
        '"?"', '"x"'
    )


class TestTemplates:
    @pytest.mark.parametrize("name", SHIPPED)
    def test_read_nothing_before_somebody_completes_them(self, name: str) -> None:
        with pytest.raises(BadMapping, match=r"to be completed first: .*paging\.kind"):
            mapping.read(SHIPPED[name].encode())

    @pytest.mark.parametrize("name", SHIPPED)
    def test_fit_the_platforms_list_once_completed(self, name: str) -> None:
        told = mapping.read(completed(name).encode())

        listed = {table.name: set(table.columns) for table in maps.config(name).tables}
        assert told.system == name
        assert told.waiting == {}
        assert told.limits
        for feed, one in told.feeds.items():
            assert one.columns.keys() <= listed[feed]

    @pytest.mark.parametrize("name", SHIPPED)
    def test_leave_out_a_list_that_stays_open(self, name: str) -> None:
        text = completed(name).replace('first_name = { from = "x" }', 'first_name = { from = "?" }')

        told = mapping.read(text.encode())

        assert told.waiting == {"feed_patient": ("columns.first_name.from",)}
        assert "feed_patient" not in told.feeds

    def test_keep_to_what_a_location_may_use(self) -> None:
        told = mapping.read(completed("ascend").encode()).budget

        assert (told.calls_per_month, told.megabytes_per_month) == (30_000, 3_000)


class TestMapping:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("https://", "http://"), ("https://a.example", "file:///etc"),
            ("https://a.example", "https://a@b"), ('"/patients"', '"patients"'),
            ('"/patients"', '"/../x"'), ('"/patients"', '"/a?b=c"'), ('"name"', '"ssn"'),
            ('"contact.phone"', '"contact.password"'), ("{since}", "since"),
            ("overlap = 2", "overlap = 0"), ("overlap = 2", "overlap = 5"),
            ('column = "paid_on"', 'column = "other"'), ("every_minutes = 10", "every_minutes = 0"),
            ('id = { from = "id" }', 'id = { from = ["a", "b"] }'),
            ('parameter = "offset"', 'parameter = ""'), ("1000.0", "0.0"),
            ('status = "preview"', 'status = "stable"'), ('kind = "oauth2"', 'kind = "none"'),
        ],
    )  # fmt: skip
    def test_with_what_may_not_be_is_refused(self, before: str, after: str) -> None:
        mapping.read(GOOD.encode())
        assert before in GOOD
        with pytest.raises(BadMapping):
            mapping.read(GOOD.replace(before, after, 1).encode())

    def test_takes_a_key_in_a_header_too(self) -> None:
        text = GOOD.replace('kind = "oauth2"\ntoken = "/oauth2/token"',
                            'kind = "key"\nheader = "X-Api-Key"')  # fmt: skip

        assert mapping.read(text.encode()).auth == ApiKey(header="X-Api-Key")


class TestPlaces:
    def test_are_filled_with_plain_words_alone(self) -> None:
        assert filled("https://{tenant}.x", {"tenant": "my-office"}) == "https://my-office.x"
        for value in ("", "a.b", "a/b", "a@b", "-a", "a\n"):
            with pytest.raises(BadMapping, match="tenant is missing or not"):
                filled("https://{tenant}.x", {"tenant": value})

    @pytest.mark.parametrize(
        "told", [{"system": "other"}, {"system": "curve", "url": "x"},
                 {"system": "curve", "calls_per_month": 0}, {"system": "curve", "values": 1}],
    )  # fmt: skip
    def test_with_other_words_are_refused(self, told: dict[str, object], tmp_path: object) -> None:
        with pytest.raises(ValueError, match="api"):
            rest_place(told, tmp_path)  # type: ignore[arg-type]  # a path
