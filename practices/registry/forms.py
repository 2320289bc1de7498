"""Removing a practice."""

from django import forms


class RemovalForm(forms.Form):
    name = forms.CharField(max_length=120, label="The practice's name, to confirm")
