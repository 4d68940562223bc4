"""Writing to the Home Office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.safeguarding.forms.fields import long, told
from sightline.safeguarding.models import Referral
from sightline.safeguarding.naming import told_in

State = Referral.State


class AccountForm(forms.Form):
    """The account of a referral. `notifies` makes it tell nobody: names, numbers and postcodes are errors."""

    account = long(
        _("What happened to them"),
        _("In the order of time: how it began, what they had to do, what keeps them, how they left."),
        max_length=15_000,
    )

    def __init__(self, *args: Any, notifies: bool, names: list[str], **more: Any):
        super().__init__(*args, **more)
        self.notifies, self.names = notifies, names
        self.fields["account"].widget.attrs["rows"] = 12
        if notifies:
            self.fields["account"].help_text = _(
                "Only what happened and which signs were seen. No name or other name, number, postcode or address: the"
                " person did not agree to be known."
            )

    def clean_account(self) -> str:
        """The account, clear of what could tell who the person is when it may not."""
        account = self.cleaned_data["account"]
        if self.notifies and (found := told_in(account, self.names)):
            raise told(found)
        return account


class DecideForm(forms.Form):
    """What the Home Office decided, as far as it can decide now."""

    outcome = forms.ChoiceField(label=_("What did the Home Office decide?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, referral: Referral, **more: Any):
        super().__init__(*args, **more)
        first = referral.state == State.SENT
        outcomes = (State.RG_POSITIVE, State.RG_NEGATIVE) if first else (State.CG_POSITIVE, State.CG_NEGATIVE)
        self.fields["outcome"].choices = [(outcome.value, outcome.label) for outcome in outcomes]


class WithdrawForm(forms.Form):
    """Why a person takes their referral back."""

    why = forms.CharField(label=_("What did they say?"), max_length=200, required=False)
