import pytest

from billing.x12 import X12Error, read837
from tests.billing.x12 import builders
from tests.billing.x12.test_read837 import DATA, changed


class TestRefusal:
    @pytest.mark.parametrize(
        ("was", "becomes", "code", "says"),
        [
            ("SV3*AD:D2740*1200", "SV3*AD:D2740*1200.001", "BAD_AMOUNT", "SV302"),
            ("SV3*AD:D2740*1200", "SV3*AD:D2740", "MISSING_ELEMENT", "SV302"),
            ("SV3*AD:D2740*1200", "SV3**1200", "MISSING_ELEMENT", "SV301"),
            ("SV3*AD:D2740*1200***R******1~", "", "MISSING_SEGMENT", "SV3"),
            ("SBR*S*18*SAMPLE-G******CI~", "", "MISSING_SEGMENT", "SBR"),
            ("PAT*19~", "", "MISSING_SEGMENT", "PAT"),
            ("DN1*24", "DN1*2.5", "BAD_NUMBER", "DN101"),
            ("HL*3*2*23", "HL*3*2*19", "BAD_LEVEL", "HL03"),
            ("HL*1**20*1~", "", "OUT_OF_PLACE", "HL"),
            ("PAT*19", "PAT*19~NM1*QC*1~NM1*QC*1", "TOO_MANY", "NM1*QC"),
            ("PAT*19", "PATIENT*19", "BAD_SEGMENT", "segment name"),
            ("PAT*19", "GE*1", "NOT_CLOSED", "GE"),
        ],
    )
    def test_names_the_element(self, was: str, becomes: str, code: str, says: str) -> None:
        with pytest.raises(X12Error) as refused:
            read837(changed(was, becomes))

        assert refused.value.problem.code == code
        assert says in refused.value.problem.message
        assert refused.value.problem.segment > 2

    def test_comes_where_another_set_stands_in_the_file(self) -> None:
        with pytest.raises(X12Error, match=r"837D alone"):
            read837(builders.file())

    def test_comes_for_an_unknown_version(self) -> None:
        with pytest.raises(X12Error, match=r"Expected version 005010X224"):
            read837(DATA.replace(b"005010X224A2", b"006020X224A2"))
