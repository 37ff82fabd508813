"""The import commands."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from pytest_django.fixtures import Settings

from stations.people.models import Caregiver, Elder
from stations.places.models import AdminDivision, CareStation
from tests.builders.stations import make_division, make_station
from tests.builders.tables import caregiver_row, csv_of, elder_row, station_row, xlsx_of

pytestmark = pytest.mark.django_db


def run(command: str, file: Path, **options: Any) -> str:
    said = io.StringIO()
    call_command(command, str(file), stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_station("S1")
    return tmp_path


def test_all_four_tables_are_previewed_and_then_written(folder: Path) -> None:
    division = {"code": "150602008000", "name": "新街道", "level": "subdistrict", "parent": "150602000000"}
    tables: dict[str, tuple[list[dict[str, Any]], type[Model]]] = {
        "import_divisions": ([division], AdminDivision),
        "import_stations": ([station_row()], CareStation),
        "import_elders": ([elder_row()], Elder),
        "import_caregivers": ([caregiver_row()], Caregiver),
    }
    for command, (rows, model) in tables.items():
        file = folder / f"{command}.xlsx"
        file.write_bytes(xlsx_of(rows))
        before = model._default_manager.count()
        assert "预览" in run(command, file)
        assert model._default_manager.count() == before
        assert "已全部写入" in run(command, file, commit=True)
        assert model._default_manager.count() == before + 1


def test_a_wrong_row_is_told_in_the_language_asked_for_with_exit_code_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "elders.csv"
    file.write_bytes(csv_of([elder_row(1), elder_row(2, 身份证号="110105194912310021")]))
    for language, sentence in [
        ("zh-CN", "第 3 行“身份证号”110***********0021：身份证号不正确"),
        ("en", "Line 3, 身份证号, 110***********0021: The identity number is wrong"),
    ]:
        said = io.StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("import_elders", str(file), stdout=said, commit=True, language=language)
        assert ended.value.code == 1
        assert sentence in said.getvalue()
    assert not Elder.objects.exists()
    assert "100%" in capsys.readouterr().err


def test_a_long_report_is_cut_and_says_so(folder: Path) -> None:
    file = folder / "elders.csv"
    file.write_bytes(csv_of([elder_row(serial, 手机号="1") for serial in range(5)]))
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("import_elders", str(file), stdout=said, most_faults=2)
    assert "另有 3 条" in said.getvalue()


def test_a_renamed_pdf_a_missing_file_and_a_huge_one_are_refused_clearly(
    folder: Path, settings: Settings
) -> None:
    renamed = folder / "elders.xlsx"
    renamed.write_bytes(b"%PDF-1.7\n...")
    with pytest.raises(CommandError, match="PDF"):
        run("import_elders", renamed)
    with pytest.raises(CommandError, match="cannot be read"):
        run("import_elders", folder / "nowhere.csv", language="en")
    with pytest.raises(CommandError, match="无法读取"):
        run("import_elders", folder)
    huge = folder / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(CommandError, match="20 MB"):
        run("import_elders", huge)


def test_a_table_of_another_kind_is_refused_with_the_columns_it_lacks(folder: Path) -> None:
    file = folder / "stations.csv"
    make_division()
    file.write_bytes(csv_of([station_row()]))
    with pytest.raises(CommandError, match="姓名"):
        run("import_elders", file)


@pytest.mark.parametrize(
    ("name", "language", "why"),
    [
        ("absent.csv", "zh-CN", "没有这个文件"),
        ("absent.csv", "en", "there is no such file"),
        ("", "zh-CN", "这是一个文件夹"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_the_language_asked_for(
    folder: Path, name: str, language: str, why: str
) -> None:
    with pytest.raises(CommandError, match=why):
        run("import_elders", folder / name, language=language)
