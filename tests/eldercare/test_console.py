"""What stops a command from outside is one sentence with a remedy and a code that is not 0."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.db import OperationalError, ProgrammingError
from pytest_django.fixtures import Settings

from deploy.local.services import free_port
from eldercare.console import sentence_about
from manage import main
from stations.ground.clock import today
from stations.people.models import Elder
from tests.builders.console import manage
from tests.builders.stations import make_elder
from tests.builders.tables import csv_of, elder_row
from tests.eldercare.test_city_mode import CITY

ON_THE_DATABASE = [
    ("seed_city",),
    ("plan_day", "--day", "{today}"),
    ("recount",),
    ("verify_ledger",),
    ("export_ledger", "--station", "S1", "{folder}/ledger"),
    ("open_account", "zhao", "administrator", "--machine"),
    ("give_second_factor", "zhao"),
    ("make_token", "zhao", "--label", "x"),
    ("rotate_field_keys",),
    ("import_elders", "{folder}/elders.csv"),
]


@pytest.mark.parametrize("command", ON_THE_DATABASE, ids=lambda command: command[0])
def test_a_database_without_its_tables_is_said_to_need_migrating(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "elders.csv").write_bytes(csv_of([elder_row()]))
    given = [word.format(folder=tmp_path, today=today()) for word in command]
    ended = manage({"ELDERCARE_DATA_DIR": str(tmp_path / "data")}, *given)
    assert ended.returncode == 1
    assert "is not up to date" in ended.stderr
    assert "Run manage.py migrate, then this command again." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_file_that_is_no_database_is_named_with_what_to_check(tmp_path: Path) -> None:
    (tmp_path / "eldercare.sqlite3").write_text("a letter to the family" * 100)
    ended = manage({"ELDERCARE_DATA_DIR": str(tmp_path)}, "recount")
    assert ended.returncode == 1
    (said,) = ended.stderr.splitlines()
    assert said.startswith(
        f"The database {tmp_path}/eldercare.sqlite3 cannot be reached: file is not a database."
    )
    assert "ELDERCARE_DATA_DIR" in said


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = manage({"ELDERCARE_DATA_DIR": str(tmp_path / "file")}, "recount")
    assert ended.returncode == 1
    assert f"{tmp_path}/file/celery/queue cannot be read or written: Not a directory." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_server_that_does_not_answer_is_named_with_what_to_check(tmp_path: Path) -> None:
    port = str(free_port())
    away = {**CITY, "ELDERCARE_DB_PORT": port, "ELDERCARE_DATA_DIR": str(tmp_path)}
    ended = manage(away, "recount")
    assert ended.returncode == 1
    (said,) = ended.stderr.splitlines()
    assert said.startswith(f"The database eldercare at 127.0.0.1:{port} cannot be reached: ")
    assert "Connection refused" in said
    assert "ELDERCARE_DB_PORT" in said


def test_a_command_ended_with_ctrl_c_says_so_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("manage.execute_from_command_line", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    # What shells answer for a program that Ctrl-C has ended.
    assert ended.value.code == 130
    assert capsys.readouterr().err == "Interrupted.\n"


def test_whoever_asks_for_the_traceback_gets_it(tmp_path: Path) -> None:
    ended = manage({"ELDERCARE_DATA_DIR": str(tmp_path)}, "recount", "--traceback")
    assert ended.returncode == 1
    assert "Traceback" in ended.stderr


@pytest.mark.django_db(transaction=True)
def test_a_busy_database_is_told_and_a_wrong_question_of_ours_is_not_hidden() -> None:
    said = sentence_about(OperationalError("database is locked"))
    assert said is not None
    assert "failed: database is locked." in said
    assert sentence_about(ProgrammingError("syntax error")) is None
    assert sentence_about(ValueError("ours")) is None


@pytest.mark.django_db
def test_a_row_that_no_key_opens_is_named_with_its_table_and_column(settings: Settings) -> None:
    make_elder()
    keys = settings.FIELD_KEYS
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    closed = make_elder()
    settings.FIELD_KEYS = keys
    with pytest.raises(Exception, match=r"people\.Elder\.name") as met:
        list(Elder.objects.all())
    said = sentence_about(met.value)
    assert said is not None
    assert said.startswith(f"people.Elder {closed.pk}: none of ELDERCARE_FIELD_KEYS opens its name.")
    assert "Put the key that sealed it back" in said
