"""What people type to sign in, and to let others in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

CODE = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})


class SignInForm(forms.Form):
    """A name and a password."""

    name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A one-time code."""

    code = forms.CharField(
        label=_("Code"), help_text=_("The six digits that your telephone shows now."), max_length=12, widget=CODE
    )


class InvitationForm(forms.Form):
    """A name, and the two halves of an invitation's code."""

    name = forms.CharField(
        label=_("Sign-in name"),
        help_text=_("The one you have. If you are new, choose one that you will remember."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    first = forms.CharField(
        label=_("First half of the code"),
        help_text=_("From the administrator who invited you."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    second = forms.CharField(
        label=_("Second half"),
        help_text=_("From the colleague who vouched for you."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NewPassword(forms.Form):
    """A password that the person chooses. account: whose it is to be."""

    password = forms.CharField(
        label=_("A password of your own"),
        help_text=_("At least 12 characters; three or four words that have nothing to do with each other are good."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Any = None, **given: Any) -> None:
        super().__init__(*args, **given)
        self.account = account

    def clean_password(self) -> str:
        """Long enough, and not one that others would guess."""
        word: str = self.cleaned_data["password"]
        validate_password(word, self.account)
        return word


class PasswordForm(NewPassword):
    """The password as it was, and another."""

    field_order = ("old", "password")
    old = forms.CharField(
        label=_("Your password until now"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordAndCodeForm(NewPassword):
    """A password of one's own, and the first code of one's telephone."""

    code = forms.CharField(
        label=_("Code"), help_text=_("The six digits that your telephone shows now."), max_length=12, widget=CODE
    )


class LabelForm(forms.Form):
    """What a person calls a passkey."""

    label = forms.CharField(
        label=_("What you call it"),
        help_text=_("Such as “work telephone” or “blue key”."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class KnownAsForm(forms.Form):
    """How an agency's own sign-in names a person."""

    known_as = forms.CharField(
        label=_("Name at your own sign-in"),
        help_text=_("The “sub” that it sends for this person, exactly."),
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ProgramForm(forms.Form):
    """What an agency calls a program that sends reports for it."""

    label = forms.CharField(
        label=_("Name of the program"),
        help_text=_("Such as “case system of the housing team”. It is shown beside what it sends."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
