"""What the four import commands share: the file, the progress bar, the report, the exit code."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from stations.ground.arguments import whole_number
from stations.ground.imports.kind import Kind
from stations.ground.imports.refusals import FileTooLarge
from stations.ground.imports.run import Outcome, run_import
from stations.ground.messages import area_sentences, refusal_text
from stations.ground.progress import ProgressBar
from stations.ground.refusal import Refused

LANGUAGES = ("zh-CN", "en")
MOST_FAULTS = 1_000_000


UNREAD = {
    FileNotFoundError: "file_missing",
    PermissionError: "file_forbidden",
    IsADirectoryError: "file_is_folder",
}


class ImportCommand(BaseCommand):
    """Preview a table, or with --commit write all of it or nothing. Exit code 1 when a row is wrong."""

    # The checks read every room of the system, the solver included, which takes longer than most tables.
    requires_system_checks = ()

    def kind(self) -> Kind:
        """The kind of table; each command brings its own."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to write."""
        parser.add_argument("file", type=Path, help="CSV (UTF-8 or GB18030) or XLSX")
        parser.add_argument("--commit", action="store_true", help="write; without it nothing is written")
        parser.add_argument("--language", choices=LANGUAGES, default="zh-CN", help="of the report")
        parser.add_argument(
            "--most-faults",
            type=whole_number(least=0, most=MOST_FAULTS),
            default=200,
            help="lines of the report; 0 for all",
        )

    def handle(self, *_: Any, **given: Any) -> None:
        """Read, report, and end with an error if a row is wrong."""
        try:
            outcome = self._imported(given["file"], commit=given["commit"])
        except Refused as refused:
            raise CommandError(refusal_text(refused.code, refused.facts, given["language"])) from refused
        except OSError as error:
            raise CommandError(_why_unread(given["file"], error, given["language"])) from error
        self._report(outcome, given["language"], given["most_faults"])
        if outcome.report.bad_lines:
            sys.exit(1)

    def _imported(self, file: Path, *, commit: bool) -> Outcome:
        largest = settings.IMPORT_LARGEST_BYTES
        if file.stat().st_size > largest:
            raise FileTooLarge(megabytes=largest // 1_000_000)
        bar = ProgressBar(file.name)
        try:
            return run_import(
                self.kind(), file.read_bytes(), largest_bytes=largest, commit=commit, tick=bar.show
            )
        finally:
            bar.close()

    def _report(self, outcome: Outcome, language: str, most: int) -> None:
        words, faults = area_sentences(language, "imports"), outcome.report.in_order()
        shown = faults[:most] if most else faults
        for fault in shown:
            line = words["fault_stops" if fault.stops else "fault_doubtful"]
            self.stdout.write(
                line.format(
                    line=fault.line, column=fault.column, value=fault.value, text=fault.text(language)
                )
            )
        if len(shown) < len(faults):
            self.stdout.write(words["faults_left_off"].format(count=len(faults) - len(shown)))
        self.stdout.write(words["counts"].format(**outcome.counts))
        self.stdout.write(words[_ending(outcome)])


def _why_unread(file: Path, error: OSError, language: str) -> str:
    words = area_sentences(language, "imports")
    why = UNREAD.get(type(error))
    return words["file_unreadable"].format(file=file, why=words[why] if why else error.strerror)


def _ending(outcome: Outcome) -> str:
    if outcome.committed:
        return "written"
    return "not_written_wrong" if outcome.report.bad_lines else "not_written_preview"
