"""The published schema, from which the pages' types are made."""

from io import StringIO

from django.core.management import call_command


def test_the_schema_is_generated_without_a_warning() -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO(), file="/dev/null")
