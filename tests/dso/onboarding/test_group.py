"""The demo group and who can sign in to it."""

from compliance.access.roles import Role
from dso.onboarding import group
from dso.onboarding.signins import SIGN_INS


def luhn_holds(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


class TestGroup:
    def test_gives_everybody_an_npi_of_their_own_with_a_right_check_digit(self) -> None:
        npis = [site.npi for site in group.ALL_SITES]
        npis += [treater.npi for treater in group.TREATERS.values()]

        assert len(set(npis)) == len(npis) == 21
        assert all(luhn_holds(group.CARD_PREFIX + number) for number in npis)

    def test_has_two_practices_under_one_tax_id(self) -> None:
        shared = [site.public_id for site in group.ALL_SITES if site.tax_id == group.SHARED_TAX_ID]

        assert shared == ["maple_street", "northgate"]
        assert len({site.tax_id for site in group.ALL_SITES}) == len(group.ALL_SITES) - 1

    def test_uses_tax_ids_that_are_never_assigned(self) -> None:
        tax_ids = [site.tax_id for site in group.ALL_SITES]
        tax_ids += [insurer.tax_id for insurer in group.INSURERS.values()]

        assert all(len(tax_id) == 9 and tax_id.startswith("00") for tax_id in tax_ids)

    def test_knows_every_treater_it_names(self) -> None:
        named = {key for site in group.ALL_SITES for key in site.provider_ids}

        assert named == set(group.TREATERS)


class TestSignIns:
    def test_have_one_person_for_each_role_at_a_place_that_exists(self) -> None:
        places = {group.ORGANIZATION_ID, *group.SITES_BY_ID}

        assert {one.role for one in SIGN_INS} == {role.value for role in Role}
        assert {one.where for one in SIGN_INS} <= places

    def test_have_passwords_that_the_sign_in_accepts(self) -> None:
        assert all(len(one.password) >= 12 for one in SIGN_INS)
        assert all(one.email.endswith(".example") for one in SIGN_INS)
