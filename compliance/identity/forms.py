"""Signing in."""

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """Says the same for a wrong password, an unknown address and an ended account."""

    error_messages = {
        "invalid_login": "That e-mail and password do not go together. Both count capitals.",
        "inactive": "That e-mail and password do not go together. Both count capitals.",
    }
