"""Files of every kind, by their content and not by their name."""

import io
import zipfile
from datetime import date, datetime

import pytest

from stations.ground.imports.refusals import EmptySheet, FileTooLarge, NotASheet, TooManyRows
from stations.ground.imports.sheets import read_sheet
from stations.ground.refusal import Refused
from tests.builders.tables import csv_of, xlsx_of

ROWS = [{"姓名": "其木格", "手机号": "13812345678"}, {"姓名": "张三", "手机号": ""}]
LIMIT = 1_000_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_file_is_read_in_every_encoding_stations_use(encoding: str, delimiter: str) -> None:
    sheet = read_sheet(csv_of(ROWS, encoding=encoding, delimiter=delimiter), largest_bytes=LIMIT)
    assert sheet.headers == ("姓名", "手机号")
    assert [(line.number, line.cells[0]) for line in sheet.lines] == [(2, "其木格"), (3, "张三")]


def test_an_xlsx_file_reads_like_the_csv_file() -> None:
    assert read_sheet(xlsx_of(ROWS), largest_bytes=LIMIT).lines[0].cells == ("其木格", "13812345678")


def test_numbers_and_dates_of_excel_become_what_was_typed() -> None:
    rows = [
        {
            "a": 13812345678,
            "b": 13812345678.0,
            "c": datetime.fromisoformat("2026-01-05 00:00:00"),
            "d": date(2026, 1, 5),
            "e": None,
            "f": 1.5,
        }
    ]
    (line,) = read_sheet(xlsx_of(rows), largest_bytes=LIMIT).lines
    assert line.cells == ("13812345678", "13812345678", "2026-01-05", "2026-01-05", "", "1.5")


def test_a_cell_with_line_breaks_keeps_the_line_where_its_row_begins() -> None:
    content = '姓名,住址\n张三,"一\n二"\n李四,三\n'.encode()
    assert [line.number for line in read_sheet(content, largest_bytes=LIMIT).lines] == [2, 4]


def test_empty_rows_are_passed_over() -> None:
    content = "姓名,手机号\n\n,,\n张三,1\n".encode()
    assert [line.number for line in read_sheet(content, largest_bytes=LIMIT).lines] == [4]


def a_zip(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return content.getvalue()


def a_word_document() -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = b"http://schemas.openxmlformats.org/package/2006/content-types"
    part = b'<Override PartName="/word/document.xml" ContentType="' + kind + b'"/>'
    return a_zip(
        **{
            "[Content_Types].xml": b'<Types xmlns="' + types + b'">' + part + b"</Types>",
            "word/document.xml": b"",
        }
    )


def damaged(content: bytes, name: str) -> bytes:
    """The archive with the beginning of one packed part spoilt."""
    begins = content.index(name.encode()) + len(name)
    return content[:begins] + b"\xff" * 20 + content[begins + 20 :]


def respelled(content: bytes, name: str, was: bytes, becomes: bytes) -> bytes:
    """The workbook with some words of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return a_zip(**(parts | {name: parts[name].replace(was, becomes)}))


def locked(content: bytes) -> bytes:
    """The archive with every part marked as encrypted, as a zip with a password has it."""
    local = content.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    return local.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"%PDF-1.7 renamed to xlsx", NotASheet),
        (b"\xd0\xcf\x11\xe0 old Excel", NotASheet),
        (b"\x89PNG\r\n\x1a\n", NotASheet),
        (b"PK\x03\x04 cut off", NotASheet),
        (a_zip(readme=b"a zip that is no workbook"), NotASheet),
        (a_zip(**{"[Content_Types].xml": b"<broken", "xl/workbook.xml": b"<"}), NotASheet),
        (xlsx_of(ROWS)[:-200], NotASheet),
        (a_word_document(), NotASheet),
        (damaged(xlsx_of(ROWS), "xl/workbook.xml"), NotASheet),
        (locked(xlsx_of(ROWS)), NotASheet),
        (respelled(xlsx_of(ROWS), "xl/workbook.xml", b'sheetId="1"', b'sheetId="x"'), NotASheet),
        (b"a,b\n\x00\x01\x02", NotASheet),
        (b"a\xff\xff\xffb", NotASheet),
        (b"", EmptySheet),
        ("姓名,手机号\n".encode(), EmptySheet),
        (b"a\n" + b"1234567890\n" * 100_000, FileTooLarge),
        (a_zip(**{"xl/sheet.xml": b" " * (LIMIT * 21)}), FileTooLarge),
        (b"a\n" + b"1\n" * 200_001, TooManyRows),
    ],
)
def test_what_is_no_table_is_refused_by_name(content: bytes, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        read_sheet(content, largest_bytes=LIMIT)


def test_a_broken_quote_is_read_to_the_end_and_not_a_crash() -> None:
    sheet = read_sheet('姓名,手机号\n"张三,1\n李四,2\n'.encode(), largest_bytes=LIMIT)
    assert len(sheet.lines) == 1
