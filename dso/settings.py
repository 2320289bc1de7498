"""Every setting, each read from the environment through `env`; there is no second settings file."""

from pathlib import Path

import sentry_sdk
from django.utils.csp import CSP

from dso import env
from dso.embedded import places

BASE = Path(__file__).resolve().parent.parent
DATA = env.folder("DSO_DATA", BASE / ".data")

# Who may call us, and as what
DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY") or places.own_secret(DATA)
PUBLIC_URL = env.text("PUBLIC_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
HTTPS = PUBLIC_URL.startswith("https://")
DEMO = env.flag("DSO_DEMO", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "guardian",
    "compliance.identity",
    "compliance.audit",
    "practices.registry",
    "practices.jobs",
    "practices.events",
    "practices.desk",
    "practices.mirror",
    "practices.sync",
    "billing.payers",
    "billing.ledger",
    "billing.eligibility",
    "billing.claims",
    "billing.scrub",
    "billing.risk",
    "billing.submission",
    "remits.clearing",
    "remits.recoupment",
    "remits.matching",
    "remits.posting",
    "dso.embedded",
    "dso.onboarding",
    "dso.dashboards",
    "dso.parts",
    "dso.benches",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "compliance.identity.middleware.IdentityMiddleware",
    "practices.registry.middleware.PracticeMiddleware",
]

ROOT_URLCONF = "dso.urls"
WSGI_APPLICATION = "dso.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "dso.dashboards.shell.shell",
            ],
            "builtins": ["django.templatetags.static", "dso.parts.templatetags.parts"],
        },
    }
]

# Two logins to one database: `default` serves, and sees no practice until it steps into one;
# `owner` migrates and provisions, and never answers a request.
DATABASES = places.databases(
    DATA, url=env.text("DATABASE_URL"), owner_url=env.text("DATABASE_OWNER_URL")
)
DATABASE_ROUTERS = ["practices.registry.router.PracticeRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# The agents' API: requests are signed, never by cookie (practices/sync/api)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "practices.sync.api.answers.refusal",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Agents of practices",
    "DESCRIPTION": "Every call is signed: RFC 9421 with Ed25519 over its content (RFC 9530).",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/agent/v1",
    "POSTPROCESSING_HOOKS": ["practices.sync.api.described.with_messages"],
}

# Sessions: fifteen idle minutes, twelve hours at most (the second by IdentityMiddleware)
SESSION_COOKIE_AGE = 15 * 60
SESSION_ENGINE = "compliance.identity.sessions"
SESSION_SAVE_EVERY_REQUEST = True
SESSION_ABSOLUTE_SECONDS = 12 * 3600
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = False
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# Files from outside
INTAKE_BYTES_MAX = env.number("INTAKE_BYTES_MAX", 64 * 2**20, least=2**10, most=2**30)
INTAKE_FOLDER = env.text("INTAKE_FOLDER")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20

# Jobs
BROKER_URL = env.text("BROKER_URL") or places.broker_url(DATA, DATABASES["default"])
WORKER_POOL = env.choice("WORKER_POOL", "threads", allowed=("threads", "prefork", "solo"))
WORKER_CONCURRENCY = env.number("WORKER_CONCURRENCY", 4, least=1, most=64)

# The keys that sign what agents write; web servers are given the public files alone
DISPATCH_FOLDER = env.folder("DISPATCH_FOLDER", DATA / "dispatch")
DISPATCH_KEYS_ARE_OURS = not env.text("DISPATCH_FOLDER")

# How long one web thread may wait for an order to come, if it is the only one that waits
COMMANDS_WAIT_SECONDS = env.number("COMMANDS_WAIT_SECONDS", 5, least=0, most=25)

# Agents: how long after a row was first missed it may be looked for again
SYNC_CONFIRM_SECONDS = env.number("SYNC_CONFIRM_SECONDS", 60, least=0, most=86_400)
# How fast each practice may send, and which agents are too old to be listened to
SYNC_ROWS_PER_SECOND = env.number("SYNC_ROWS_PER_SECOND", 2_000, least=1, most=100_000)
SYNC_ROWS_PER_BATCH = env.number("SYNC_ROWS_PER_BATCH", 2_000, least=1, most=2_000)
SYNC_PAUSE_SECONDS = env.number("SYNC_PAUSE_SECONDS", 0, least=0, most=3_600)
SYNC_MIN_AGENT_VERSION = env.text("SYNC_MIN_AGENT_VERSION")
# Batches as they came, for proof and replay: one folder that all web processes share. Keys are
# `id:base64 of 32 bytes`, the first writes; without any one is made from SECRET_KEY.
SYNC_RAW_FOLDER = env.folder("SYNC_RAW_FOLDER", DATA / "raw")
SYNC_RAW_KEYS = env.secret("SYNC_RAW_KEYS").split()

# Work nobody billed: how long after the day of service it counts as late, how far back payers may
# still be asked, and whether drafts of claims are made of it without being asked for.
UNBILLED_AFTER_HOURS = env.number("UNBILLED_AFTER_HOURS", 24, least=0, most=2_160)
UNBILLED_DAYS_MAX = env.number("UNBILLED_DAYS_MAX", 365, least=1, most=3_650)
CLAIMS_DRAFTED_BY_CLOCK = env.flag("CLAIMS_DRAFTED_BY_CLOCK", default=False)

# Events: how long they are kept, where webhooks may go, and what seals their secrets. The first
# key seals and all of them open; `manage.py webhooks reseal` moves everything to the first.
EVENTS_KEPT_DAYS = env.number("EVENTS_KEPT_DAYS", 30, least=4, most=3650)
WEBHOOKS_TO_PRIVATE = env.flag("WEBHOOKS_TO_PRIVATE", default=False)
SEALING_KEYS = env.several(env.secret("SEALING_KEYS")) or [SECRET_KEY]

# Eligibility: the clearinghouse that takes 270s in real time ("" asks nobody), as whom we speak
# there, and for how many days ahead. MEMBER_KEY hides members in what a group's practices share;
# without it one is made from SECRET_KEY, and a new one is filled again the next night.
ELIGIBILITY_URL = env.text("ELIGIBILITY_URL")
ELIGIBILITY_DOOR = env.choice("ELIGIBILITY_DOOR", "plain", allowed=("plain", "core_mime"))
ELIGIBILITY_SENDER = env.text("ELIGIBILITY_SENDER", "BACKOFFICE")
ELIGIBILITY_RECEIVER = env.text("ELIGIBILITY_RECEIVER", "CLEARINGHOUSE")
ELIGIBILITY_USER = env.text("ELIGIBILITY_USER")
ELIGIBILITY_PASSWORD = env.secret("ELIGIBILITY_PASSWORD")
ELIGIBILITY_DAYS = env.number("ELIGIBILITY_DAYS", 7, least=1, most=60)
ELIGIBILITY_TEST = env.flag("ELIGIBILITY_TEST", default=False)
MEMBER_KEY = env.secret("MEMBER_KEY") or SECRET_KEY

# Words, days and files we serve
LANGUAGE_CODE = "en-us"
USE_TZ = True
TIME_ZONE = "America/New_York"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE / "static"]
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}

sentry_sdk.init(
    dsn=env.secret("SENTRY_DSN") or None,
    send_default_pii=False,
    max_request_body_size="never",
    include_local_variables=False,
    default_integrations=bool(env.secret("SENTRY_DSN")),
)
