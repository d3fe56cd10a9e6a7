"""Settings of an installation; every variable is described in docs/settings.md."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from simpul.core import env
from simpul.site import databases, keys, logs
from simpul.site.operation import backup_rules

PACKAGE = Path(__file__).resolve().parent.parent
DEMO = env.boolean("SIMPUL_DEMO", False)
DATA_DIR = env.folder("SIMPUL_DATA_DIR", "var")
KEYS_DIR = keys.folder(DATA_DIR)
FILES_DIR = DATA_DIR / "files"
BACKUP_DIR = Path(env.text("SIMPUL_BACKUP_DIR", str(DATA_DIR / "backups"))).resolve()
BACKUP_AT = backup_rules.parse_time(env.text("SIMPUL_BACKUP_AT", "02:00"))
BACKUP_KEEP = backup_rules.parse_keep(env.text("SIMPUL_BACKUP_KEEP", "7,4,6"))

DEBUG = False
SECRET_KEY = env.secret("SIMPUL_SECRET_KEY", KEYS_DIR / "secret.key")
FILE_KEY = env.secret("SIMPUL_FILE_KEY", KEYS_DIR / "file.key")
ALLOWED_HOSTS = [
    host for host in env.text("SIMPUL_HOSTS", "localhost,.localhost,127.0.0.1").split(",") if host
]
HTTPS = env.boolean("SIMPUL_HTTPS", False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "simpul.core",
    "simpul.web",
    "simpul.audit",
    "simpul.accounts",
    "simpul.organizations",
    "simpul.notifications",
    "simpul.documents",
    "simpul.workflow",
    "simpul.datahub",
    "simpul.commandcenter",
    "simpul.portal",
    "simpul.site",
]

MIDDLEWARE = [
    "simpul.web.middleware.request_identity",
    "simpul.site.pages.health.probes",
    "django.middleware.security.SecurityMiddleware",
    "simpul.web.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "simpul.organizations.middleware.government_of_address",
    "simpul.web.middleware.language",
    "simpul.web.cache.anonymous_pages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simpul.organizations.middleware.scope_of_person",
    "simpul.accounts.middleware.second_factor",
    "simpul.web.middleware.errors_as_pages",
    "simpul.organizations.middleware.before_the_first_government",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "simpul.site.urls"
WSGI_APPLICATION = "simpul.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "simpul.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "simpul.web.templatetags.simpul",
            ],
        },
    }
]

DATABASES = {
    "default": databases.from_url(env.text("SIMPUL_DATABASE_URL", f"sqlite:///{DATA_DIR}/simpul.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/tugas/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "simpul.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by its invitation
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A whole government often has one address on the network, so what holds off guessing counts per account.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "30/m/ip,3/m/key",
    "reset_password_from_key": "60/m/ip",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.boolean("SIMPUL_BEHIND_PROXY", False))  # whose address a limit counts
MFA_ADAPTER = "simpul.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Simpul"
MFA_TOTP_TOLERANCE = 1  # half minutes that a phone or a slow hand may be off; RFC 6238, section 5.2
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "simpul.web.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.boolean("SIMPUL_BEHIND_PROXY", False) else None
)
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "simpul.documents.uploads.BoundedFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = FILES_DIR / "tmp"  # the handler makes it with the first upload
SILENCED_SYSTEM_CHECKS = ["files.E001"]  # a new installation has no such folder yet
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_LIMIT_BYTES = env.integer("SIMPUL_UPLOAD_LIMIT_MB", 50) * 1024 * 1024

EMAIL_BACKEND = env.text("SIMPUL_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.text("SIMPUL_EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("SIMPUL_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("SIMPUL_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("SIMPUL_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.boolean("SIMPUL_EMAIL_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("SIMPUL_EMAIL_FROM", "simpul@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
ADMINS = [("Administrator", address) for address in env.text("SIMPUL_ERROR_MAIL").split(",") if address]

# Where each day's end of the audit's chain goes; better a mailbox that the administrators do not run.
AUDIT_MAIL = [address.strip() for address in env.text("SIMPUL_AUDIT_MAIL").split(",") if address.strip()]

CACHES = {"default": {"BACKEND": "simpul.accounts.counters.SharedCounters", "OPTIONS": {"MAX_ENTRIES": 2000}}}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["quick", "heavy"],
        "OPTIONS": {},
    }
}
HEAVY_MEMORY_MB = env.integer("SIMPUL_HEAVY_MEMORY_MB", 1536)
BIND = env.text("SIMPUL_BIND", "127.0.0.1")
PORT = env.integer("SIMPUL_PORT", 8000)
BEHIND_PROXY = env.boolean("SIMPUL_BEHIND_PROXY", False)
WEB_WORKERS = env.integer("SIMPUL_WEB_WORKERS", 2)
LIVE_PORT = env.integer("SIMPUL_LIVE_PORT", 0)  # 0: a proxy leads /langsung/ to the live process
LIVE_CLIENTS = env.integer("SIMPUL_LIVE_CLIENTS", 1000)
HEALTH_TOKEN = env.text("SIMPUL_HEALTH_TOKEN")
LOGGING = logs.configuration(level=env.text("SIMPUL_LOG_LEVEL", "INFO"))
