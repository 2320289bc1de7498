"""Roles and what each may do: one table, in code, so that a change is reviewed like code.

Who serves in which role at which organization, region or practice is data (object grants); the
registry reads it and asks this table what follows.
"""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may be allowed to do in a place."""

    SEE_OVERVIEW = "see the overview of a group"
    SEE_DESK = "see what waits for a person"
    WORK_DESK = "take, snooze and hand on what waits"
    SEE_CLAIMS = "see patients' claims and their ledger"
    WORK_CLAIMS = "draft, mend, hold and approve claims, and set the order of covers"
    SIGN_CLINICAL = "sign changes to what was done"
    RUN_CLEARINGHOUSES = "connect clearinghouses and say what goes to which"
    RUN_RULES = "change the rules claims are checked by"
    SEE_REMITTANCES = "see remittances and their proof"
    TAKE_IN_REMITTANCES = "upload remittance files"
    POST_PAYMENTS = "post payments and undo postings"
    SEE_AUDIT = "see who did and saw what"
    RUN_PRACTICES = "add and remove practices"
    RUN_WEBHOOKS = "connect other systems by webhooks"
    GRANT_ROLES = "give people roles"


class Role(StrEnum):
    """The seats of a back office. The value is the stored codename; never rename one."""

    DSO_ADMIN = "dso_admin"
    CENTRAL_BILLER = "central_biller"
    OFFICE_MANAGER = "office_manager"
    FRONT_DESK = "front_desk"
    PROVIDER = "provider"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def permissions(self) -> frozenset[Permission]:
        return MAY[self]


LABELS = {
    Role.DSO_ADMIN: "DSO admin",
    Role.CENTRAL_BILLER: "Central biller",
    Role.OFFICE_MANAGER: "Office manager",
    Role.FRONT_DESK: "Front desk",
    Role.PROVIDER: "Provider",
    Role.AUDITOR: "Auditor",
}

_BILLING = frozenset(
    {
        Permission.SEE_OVERVIEW,
        Permission.SEE_DESK,
        Permission.WORK_DESK,
        Permission.SEE_CLAIMS,
        Permission.WORK_CLAIMS,
        Permission.SEE_REMITTANCES,
        Permission.TAKE_IN_REMITTANCES,
        Permission.POST_PAYMENTS,
    }
)

MAY: dict[Role, frozenset[Permission]] = {
    Role.DSO_ADMIN: frozenset(Permission) - {Permission.SIGN_CLINICAL},
    Role.CENTRAL_BILLER: _BILLING,
    Role.OFFICE_MANAGER: _BILLING - {Permission.TAKE_IN_REMITTANCES},
    Role.FRONT_DESK: frozenset({Permission.SEE_CLAIMS}),
    Role.PROVIDER: frozenset({Permission.SEE_CLAIMS, Permission.SIGN_CLINICAL}),
    Role.AUDITOR: frozenset(
        {
            Permission.SEE_OVERVIEW,
            Permission.SEE_DESK,
            Permission.SEE_CLAIMS,
            Permission.SEE_REMITTANCES,
            Permission.SEE_AUDIT,
        }
    ),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    return frozenset[Permission]().union(*(role.permissions for role in roles))


def roles_that_may(permission: Permission) -> frozenset[Role]:
    return frozenset(role for role in Role if permission in role.permissions)
