"""What stops a command from outside, said in one sentence with what to do: database, file, missing key."""

from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from stations.people.rotation import first_closed_row
from stations.people.sealed import NoKeyOpens

PATIENCE_SECONDS = 5
SQLITE = "sqlite"


def sentence_about(error: BaseException) -> str | None:
    """What stands in the way and what helps; None for a fault of ours, which needs its traceback."""
    if isinstance(error, DatabaseError):
        return _about_database(error)
    if isinstance(error, NoKeyOpens):
        return _about_key(error)
    if isinstance(error, OSError) and error.filename:
        return (
            f"{error.filename} cannot be read or written: {error.strerror}. Check the path and whose it is."
        )
    return None


def _about_database(error: DatabaseError) -> str | None:
    connection.close()
    if why := _why_unreachable():
        return f"The database {_place()} cannot be reached: {why}. {_remedy()}"
    if missing := _missing_migrations():
        return (
            f"The database {_place()} is not up to date: {len(missing)} migrations are missing, the first is "
            f"{missing[0]}. Run manage.py migrate, then this command again."
        )
    # The other kinds of error mean that we asked wrongly.
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        return f"The database {_place()} failed: {_first_line(error)}. {_remedy()}"
    return None


def _about_key(error: NoKeyOpens) -> str:
    table, row = error.model._meta.label, first_closed_row(error.model)
    return (
        f"{table} {row}: none of ELDERCARE_FIELD_KEYS opens its {error.column}. Put the key that sealed it "
        "back at the end of the list and run this command again."
    )


def _why_unreachable() -> str:
    """Why no connection can be made; empty when one can.

    Asked without the pool, which answers only that it has waited.
    """
    given = connections[DEFAULT_DB_ALIAS]
    options = {name: value for name, value in given.settings_dict["OPTIONS"].items() if name != "pool"}
    if given.vendor != SQLITE:
        options["connect_timeout"] = PATIENCE_SECONDS
    alone = type(given)({**given.settings_dict, "OPTIONS": options}, DEFAULT_DB_ALIAS)
    try:
        alone.ensure_connection()
    except DatabaseError as error:
        return _first_line(error)
    finally:
        alone.close()
    return ""


def _missing_migrations() -> list[str]:
    """The migrations still to be applied, first to last, as app.name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


def _place() -> str:
    given = connection.settings_dict
    if connection.vendor == SQLITE:
        return str(given["NAME"])
    return f"{given['NAME']} at {given['HOST']}:{given['PORT']}"


def _remedy() -> str:
    if connection.vendor == SQLITE:
        folder = Path(str(connection.settings_dict["NAME"])).parent
        return f"Check that {folder} (ELDERCARE_DATA_DIR) is there, writable, not full, and in no other use."
    return (
        "Check that it runs, and ELDERCARE_DB_HOST, ELDERCARE_DB_PORT, ELDERCARE_DB_NAME, ELDERCARE_DB_USER "
        "and ELDERCARE_DB_PASSWORD."
    )


def _first_line(error: BaseException) -> str:
    said = str(error).strip().splitlines() or [type(error).__name__]
    return said[0].rstrip(".")
