"""What benches of the running system stand on: a fresh database, made before anything else is imported."""

import atexit
import os
import shutil
import tempfile
from uuid import uuid4

import django
import psycopg
from django.core.management import call_command
from psycopg.conninfo import make_conninfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eldercare.settings")


def _fresh_postgresql() -> None:
    """Make a database beside the configured one, so that a bench never writes where people's data is."""
    name = f"bench_{uuid4().hex[:8]}"
    where = make_conninfo(
        host=os.environ.get("ELDERCARE_DB_HOST", "127.0.0.1"),
        port=os.environ.get("ELDERCARE_DB_PORT", "5432"),
        user=os.environ.get("ELDERCARE_DB_USER", "eldercare"),
        password=os.environ.get("ELDERCARE_DB_PASSWORD", ""),
        dbname=os.environ.get("ELDERCARE_DB_NAME", "eldercare"),
    )
    beside = psycopg.connect(where, autocommit=True)
    beside.execute(f'CREATE DATABASE "{name}"')
    atexit.register(beside.execute, f'DROP DATABASE "{name}" WITH (FORCE)')
    os.environ["ELDERCARE_DB_NAME"] = name


def _fresh_sqlite() -> None:
    folder = tempfile.mkdtemp(prefix="eldercare-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["ELDERCARE_DATA_DIR"] = folder


MODE = os.environ.get("ELDERCARE_MODE", "embedded")
if MODE == "city":
    _fresh_postgresql()
else:
    _fresh_sqlite()
django.setup()
call_command("migrate", verbosity=0)
