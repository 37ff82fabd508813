"""One settings file; every difference between embedded and city is an environment variable.

`deploy/eldercare.env.example` lists them all.
"""

from pathlib import Path

from eldercare import environment, logs

BASE_DIR = Path(__file__).resolve().parent.parent

# Embedded: SQLite, Celery on files, channel layer in memory. City: PostgreSQL and Redis.
MODE = environment.choice("ELDERCARE_MODE", "embedded", among=("embedded", "city"))
CITY = MODE == "city"
DATA_DIR = Path(environment.text("ELDERCARE_DATA_DIR", str(BASE_DIR / ".local")))

DEBUG = False
SECRET_KEY = environment.filled(
    "ELDERCARE_SECRET_KEY",
    None if CITY else "embedded-mode-only-and-never-for-a-city-of-real-people-0123456789",
)
HOSTS = None if CITY else "127.0.0.1,localhost,[::1],testserver"
ALLOWED_HOSTS = environment.words("ELDERCARE_HOSTS", HOSTS)
CSRF_TRUSTED_ORIGINS = environment.words("ELDERCARE_ORIGINS")

# First key encrypts; all keys decrypt, so a new one can be put in front while rows are re-encrypted.
FIELD_KEYS = environment.sealing_keys(
    "ELDERCARE_FIELD_KEYS", None if CITY else "ZW1iZWRkZWQtbW9kZS1vbmx5LWtleS0wMTIzNDU2Nzg="
)
BLIND_INDEX_KEY = environment.filled(
    "ELDERCARE_BLIND_INDEX_KEY", None if CITY else "embedded-mode-only-index-key"
)

INSTALLED_APPS = [
    "daphne",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "stations.places",
    "stations.people",
    "stations.catalogue",
    "dispatch.orders",
    "dispatch.live",
    "dispatch.visits",
    "dispatch.planning",
    "dispatch.quality",
    "dispatch.oversight",
    "eldercare.demo",
]

MIDDLEWARE = [
    "eldercare.heads.NoBodyToHead",
    "django.middleware.security.SecurityMiddleware",
    # Before whitenoise, so that the built pages carry the policy too.
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "eldercare.logs.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "eldercare.urls"
ASGI_APPLICATION = "eldercare.asgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
# Who tells whom a caregiver visits on a day: the people room knows no orders.
ELDERS_IN_CARE_OF = "dispatch.orders.care.elders_in_care_of"
# Who says whether an account may do something, which stations it sees, and keeps a create from happening
# twice: the catalogue knows no accounts.
RIGHTS_DEMANDED_BY = "stations.people.authority.demand"
STATIONS_SEEN_BY = "stations.people.selectors.stations_visible_to"
CREATED_ONCE_BY = "stations.people.api.once.once"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# GB/T 22239 level 3: lock an account after five failures, for 300 s.
AXES_FAILURE_LIMIT = environment.whole_number("ELDERCARE_LOCK_AFTER_FAILURES", 5, least=1)
AXES_COOLOFF_TIME = environment.whole_number("ELDERCARE_LOCK_SECONDS", 300, least=1) / 3600
AXES_LOCKOUT_PARAMETERS = [["username"]]
# The account is locked wherever the attempts come from; by address alone a botnet would never be stopped.
# And without axes' middleware: sign_in says who is locked, and the middleware spoils that in a web server.
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# Roles that may not sign in without a second factor, e.g. "regulator,administrator".
SECOND_FACTOR_ROLES = environment.words(
    "ELDERCARE_SECOND_FACTOR_ROLES", "regulator,administrator" if CITY else ""
)
# What an authenticator shows above the six digits.
OTP_TOTP_ISSUER = "Eldercare"
# Idle seconds before an office role is signed out; tablets and elders keep their own, longer, period.
IDLE_SECONDS = environment.whole_number("ELDERCARE_IDLE_SECONDS", 600 if CITY else 28_800, least=60)
FIELD_IDLE_SECONDS = environment.whole_number("ELDERCARE_FIELD_IDLE_SECONDS", 43_200, least=60)
SESSION_COOKIE_HTTPONLY = True
# Scripts come from here alone; styles may stand in the page: the components and charts write them there.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# How far ahead a service can be asked for, and a day be planned.
ORDER_DAYS_AHEAD = environment.whole_number("ELDERCARE_ORDER_DAYS_AHEAD", 60, least=1)
# How many days the reason for which a caregiver could not come is kept.
ABSENCE_REASON_DAYS = environment.whole_number("ELDERCARE_ABSENCE_REASON_DAYS", 30, least=1)
# Minutes after its promised start at which an order that nobody has begun is shown as late.
LATE_GRACE_MINUTES = environment.whole_number("ELDERCARE_LATE_GRACE_MINUTES", 10, least=0)
# An OSRM for each mode of travel, which has roads of its own; where there is none, ways are estimated.
ROAD_ADDRESSES = {
    "walking": environment.address("ELDERCARE_OSRM_WALKING"),
    "bike": environment.address("ELDERCARE_OSRM_BIKE"),
    "car": environment.address("ELDERCARE_OSRM_CAR"),
}
# The feed looks at the log this often when no nudge wakes it.
FEED_TIMER_SECONDS = environment.whole_number("ELDERCARE_FEED_TIMER_MILLISECONDS", 500, least=50) / 1000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

if CITY:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": environment.text("ELDERCARE_DB_NAME", "eldercare"),
            "USER": environment.text("ELDERCARE_DB_USER", "eldercare"),
            "PASSWORD": environment.text("ELDERCARE_DB_PASSWORD", ""),
            "HOST": environment.text("ELDERCARE_DB_HOST", "127.0.0.1"),
            "PORT": environment.text("ELDERCARE_DB_PORT", "5432"),
            # A pool, because an ASGI server answers each request in a thread of its own: connections kept by
            # thread would be opened anew for each, and pile up.
            "OPTIONS": {
                "pool": {
                    "min_size": 1,
                    "max_size": environment.whole_number("ELDERCARE_DB_CONNECTIONS", 20, least=2),
                    "timeout": 10,
                }
            },
            "CONN_HEALTH_CHECKS": True,
        }
    }
    REDIS_URL = environment.filled("ELDERCARE_REDIS_URL")
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"visibility_timeout": 3600}
else:
    # Nothing to install also means nothing to prepare: the folders appear by themselves.
    for folder in (DATA_DIR / "celery" / "queue", DATA_DIR / "celery" / "control"):
        folder.mkdir(parents=True, exist_ok=True)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "eldercare.sqlite3",
            "OPTIONS": {
                # Immediate: a writer takes its lock at the start, so it waits instead of failing half way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
            "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
        }
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CELERY_BROKER_URL = "whole-files://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "celery" / "queue"),
        "data_folder_out": str(DATA_DIR / "celery" / "queue"),
        "control_folder": str(DATA_DIR / "celery" / "control"),
        "polling_interval": 0.05,
    }

CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Nobody steers workers from afar; without it there are no control messages on the file queue.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = CITY
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A round that found no free worker is dropped when the next is due: work waits in the log, not in the queue.
ROUNDS_SECONDS = {
    "dispatch.quality.tasks.follow_log": 2.0,
    "dispatch.quality.tasks.judge_overdue": 60.0,
    "dispatch.quality.tasks.judge_by_papers": 10.0,
    "dispatch.oversight.tasks.anchor_ledger": 3600.0,
    "dispatch.planning.tasks.sweep_lost_plans": 5.0,
    "stations.people.tasks.forget_kept_answers": 3600.0,
    "dispatch.orders.tasks.forget_absence_reasons": 3600.0,
}
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for task, seconds in ROUNDS_SECONDS.items()
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celery" / "beat-schedule")
# Beat ends when it cannot write its schedule, and with it the following of the log, in either mode.
(DATA_DIR / "celery").mkdir(parents=True, exist_ok=True)

# Where a city's accuracy criteria differ from docs/accuracy-rate.md: "window_tolerance_minutes=20,…".
ACCURACY_LIMITS = environment.numbers("ELDERCARE_ACCURACY_LIMITS")

# Within how many days a complaint has to be decided (docs/three-rates.md).
COMPLAINT_ANSWER_DAYS = environment.whole_number("ELDERCARE_COMPLAINT_ANSWER_DAYS", 7, least=1)

STATIC_URL = "/static/"
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
# Served from the packages that bring them, so there is no step of collecting to forget.
WHITENOISE_USE_FINDERS = True
# The build puts a digest of the content into these names.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+-[\w-]{8}\.\w+$"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "stations.people.api.authentication.BearerToken",
        "stations.people.api.authentication.BrowserSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "stations.ground.paging.NewestLastPages",
    "PAGE_SIZE": 100,
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["eldercare.parsing.FlatEnoughJSON"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "eldercare.errors.problem_answer",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Elderly care dispatch",
    "DESCRIPTION": "Requests, work orders, plans, live states and accuracy of a city's elderly care.",
    "VERSION": "1",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "CredentialKindEnum": "stations.people.models.CredentialKind",
        "CriterionEnum": "dispatch.quality.models.Criterion",
        "DatumEnum": "stations.places.models.Datum",
        "ElderStateEnum": "stations.people.models.ElderState",
        "MoveEnum": "dispatch.orders.models.Move",
        "OrderStateEnum": "dispatch.orders.models.State",
        "PlanStateEnum": "dispatch.planning.models.RunState",
        "ProofKindEnum": "dispatch.visits.models.ProofKind",
    },
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

IMPORT_LARGEST_BYTES = environment.whole_number("ELDERCARE_IMPORT_LARGEST_BYTES", 20_000_000, least=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = environment.whole_number("ELDERCARE_LARGEST_REQUEST_BYTES", 10_000_000, least=1)

if CITY:
    SECURE_SSL_REDIRECT = environment.flag("ELDERCARE_REQUIRE_HTTPS", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
    SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
    CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT

LOGGING_CONFIG = None
logs.configure(as_json=CITY, level=environment.text("ELDERCARE_LOG_LEVEL", "INFO"))
