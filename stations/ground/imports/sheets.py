"""The cells of a CSV or XLSX file as text, whatever the file is called and however it is encoded."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from stations.ground.imports.refusals import EmptySheet, FileTooLarge, NotASheet, TooManyRows

MOST_ROWS = 200_000
# An XLSX is a zip archive: a small file may unfold to a huge one.
UNFOLDS_AT_MOST = 20
# Excel's older format, pictures and documents that get renamed.
SIGNATURES = {
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7Z",
}
# What the library raises for an archive that is no workbook, a damaged one or one with a password.
NO_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its line in the file, from 1, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the heading and the rows below it that hold anything."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]


def read_sheet(content: bytes, *, largest_bytes: int) -> Sheet:
    """Read the first table of a file, told apart by its content.

    Raises FileTooLarge, NotASheet, TooManyRows or EmptySheet.
    """
    if len(content) > largest_bytes:
        raise FileTooLarge(megabytes=largest_bytes // 1_000_000)
    for signature, found in SIGNATURES.items():
        if content.startswith(signature):
            raise NotASheet(found=found)
    lines = _xlsx_lines(content, largest_bytes) if content.startswith(b"PK") else _csv_lines(content)
    filled = [line for line in _at_most(lines) if any(cell.strip() for cell in line.cells)]
    if len(filled) < 2:
        raise EmptySheet
    return Sheet(filled[0].cells, tuple(filled[1:]))


def _at_most(lines: Iterable[Line]) -> Iterator[Line]:
    for count, line in enumerate(lines):
        if count > MOST_ROWS:
            raise TooManyRows(rows=MOST_ROWS)
        yield line


def _csv_lines(content: bytes) -> Iterator[Line]:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in rows:
            yield Line(begins, tuple(cells))
            begins = rows.line_num + 1
    except csv.Error as error:
        raise NotASheet(found="CSV?") from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise NotASheet(found="?")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotASheet(found="?")


def _xlsx_lines(content: bytes, largest_bytes: int) -> Iterator[Line]:
    try:
        _refuse_unfolding(content, largest_bytes * UNFOLDS_AT_MOST)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield Line(number, tuple(_as_text(cell) for cell in cells))
    except NO_WORKBOOK as error:
        # The library tells them apart by accident only.
        raise NotASheet(found="ZIP") from error


def _refuse_unfolding(content: bytes, most_bytes: int) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > most_bytes:
            raise FileTooLarge(megabytes=most_bytes // 1_000_000)


def _as_text(cell: Any) -> str:
    """A cell as it would be typed: whole numbers without a point, dates as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
