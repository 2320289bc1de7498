"""Who can sign in to the demo: one person a role. These exist nowhere but in demo data. Pure."""

from dataclasses import dataclass

from dso.onboarding.group import ORGANIZATION_ID


@dataclass(frozen=True, slots=True)
class SignIn:
    """`where` is the public id of the group or of one practice; the password is shown on start."""

    role: str
    name: str
    email: str
    password: str
    where: str

    @property
    def is_for_the_group(self) -> bool:
        return self.where == ORGANIZATION_ID


SIGN_INS = (
    SignIn("dso_admin", "Demo Owner", "owner@lakeshore.example", "lakeshore-owner-1", "lakeshore"),
    SignIn(
        "central_biller", "Demo Biller", "biller@lakeshore.example", "lakeshore-biller-1",
        "lakeshore",
    ),
    SignIn(
        "office_manager", "Demo Manager Harbor", "om.harbor@lakeshore.example",
        "harbor-manager-1", "harbor_point",
    ),
    SignIn(
        "front_desk", "Demo Desk Harbor", "desk.harbor@lakeshore.example", "harbor-frontdesk-1",
        "harbor_point",
    ),
    SignIn(
        "provider", "Demo Dentist", "dentist@lakeshore.example", "lakeshore-dentist-1", "lakeshore"
    ),
    SignIn(
        "auditor", "Demo Auditor", "auditor@lakeshore.example", "lakeshore-auditor-1", "lakeshore"
    ),
    SignIn(
        "office_manager", "Demo Manager Cedar", "om.cedar@lakeshore.example", "cedar-manager-1",
        "cedar_hill",
    ),
)  # fmt: skip
BILLER = next(one for one in SIGN_INS if one.role == "central_biller")
