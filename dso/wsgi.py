"""The door a web server opens."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dso.settings")
application = get_wsgi_application()

import dso.celery  # noqa: E402, F401  # sets the app that on-commit nudges go through
