import pytest

from practices.sync.drift import drift

KNOWN = {"Num": "bigint(20)", "Fee": "double", "Note": "varchar(255)", "At": "timestamp"}


def found(**given: str) -> dict[str, str]:
    return {name: kind for name, kind in (KNOWN | given).items() if kind}


class TestDrift:
    @pytest.mark.parametrize(
        ("given", "cause"),
        [
            ({"Note": ""}, "Note is missing"),
            ({"Note": "varchar(100)"}, "Note was varchar(255) and is varchar(100)"),
            ({"Num": "int(11)"}, "Num was bigint(20)"),
            ({"Num": "bigint(20) unsigned"}, "Num was"),
            ({"Fee": "float"}, "Fee was"),
            ({"At": "datetime"}, "At was timestamp"),
            ({"At": "date"}, "At was timestamp"),
        ],
    )
    def test_stops_where_less_can_be_read(self, given: dict[str, str], cause: str) -> None:
        (told,) = drift(list(KNOWN), KNOWN, found(**given)).stops

        assert cause in told

    @pytest.mark.parametrize(
        "given",
        [
            {"Note": "varchar(500)"},
            {"Note": "text"},
            {"Num": "bigint(25)"},
            {"Extra": "int(11)"},
        ],
    )
    def test_tells_what_can_hold_more_and_goes_on(self, given: dict[str, str]) -> None:
        told = drift(list(KNOWN), KNOWN, found(**given))

        assert told.stops == ()
        assert [name for name in given if name in " ".join(told.remarks)]

    def test_says_nothing_without_a_difference_or_without_columns(self) -> None:
        assert drift(list(KNOWN), KNOWN, found()) == drift(list(KNOWN), KNOWN, {})
        assert drift(list(KNOWN), {}, found()).remarks == ()

    def test_stops_at_a_missing_column_though_none_was_known(self) -> None:
        assert drift([*KNOWN, "Gone"], {}, found()).stops == ("Column Gone is missing.",)

    def test_takes_names_as_mysql_does(self) -> None:
        assert drift(["note"], {"NOTE": "VARCHAR(9)"}, {"Note": "varchar(9)"}).stops == ()
