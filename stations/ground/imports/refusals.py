"""Files that cannot be read at all; the sentences are in eldercare/messages/*/refusals_imports.json."""

from stations.ground.refusal import Refused


class FileTooLarge(Refused):
    """The file has more bytes than are read; `megabytes` is the limit."""

    code = "file_too_large"
    status = 413


class NotASheet(Refused):
    """The content is no table, whatever the file is called; `found` names what it looks like."""

    code = "not_a_sheet"


class TooManyRows(Refused):
    """The table has more than `rows` rows."""

    code = "too_many_rows"


class EmptySheet(Refused):
    """There is a heading at most and no row below it."""

    code = "empty_sheet"


class ColumnsMissing(Refused):
    """Columns that are needed are not there; `columns` names them, `found` what is there instead."""

    code = "columns_missing"


class ColumnTwice(Refused):
    """Two columns mean the same; `columns` names them."""

    code = "column_twice"


class RowsWrong(Refused):
    """Some rows are wrong, so none was written; `bad` counts them, `faults` lists what is wrong."""

    code = "rows_wrong"
