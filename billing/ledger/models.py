"""Entries and their postings. The database refuses an entry that does not sum to zero."""

from typing import Self

from django.db import models
from django.db.models import Q, Sum

from billing.ledger.accounts import Account
from practices.registry.guard import GuardedQuerySet, PracticeModel


class Entry(PracticeModel):
    """One event of money. `source` is unique: the same event cannot be booked twice.

    `claim_id` and `share_id` name the claim and the remittance share it belongs to; both rooms
    stand above this one, so they are ids and not keys. A correction is another entry that
    `reverses` this one.
    """

    append_only = True
    source = models.CharField(max_length=120)
    claim_id = models.UUIDField(null=True)
    share_id = models.UUIDField(null=True)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    memo = models.CharField(max_length=120)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source"], name="entry_once")]
        indexes = [
            models.Index(fields=["claim_id", "id"], name="ledger_entry_claim"),
            models.Index(
                fields=["share_id"], name="ledger_entry_share", condition=Q(share_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.source


class PostingQuerySet(GuardedQuerySet["Posting"]):
    def on(self, account: Account) -> Self:
        return self.filter(account=account)

    def of_claim(self, claim_id: object) -> Self:
        return self.filter(entry__claim_id=claim_id)

    def of_share(self, share_id: object) -> Self:
        return self.filter(entry__share_id=share_id)

    def balance_cents(self) -> int:
        return int(self.aggregate(sum=Sum("amount_cents"))["sum"] or 0)


class Posting(PracticeModel):
    """One leg of an entry: debit positive, credit negative, in cents."""

    append_only = True
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    account = models.CharField(max_length=30, choices=[(a.value, a.value) for a in Account])
    amount_cents = models.BigIntegerField()

    objects = PostingQuerySet.as_manager()  # type: ignore[misc]  # the plugin calls the parent's manager a class variable

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="posting_moves_money")
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount_cents}"

    @property
    def account_label(self) -> str:
        return Account(self.account).label

    @property
    def credit_cents(self) -> int:
        return -self.amount_cents
