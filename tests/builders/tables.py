"""Tables as stations keep them, for tests of imports."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

from stations.people.identity import check_character

Cells = Mapping[str, object]


def csv_of(rows: Sequence[Cells], *, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """A CSV file; the first row's keys are the heading."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return text.getvalue().encode(encoding)


def xlsx_of(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """An XLSX file; the first row's keys are the heading."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in _with_heading(rows):
        sheet.append(list(cells))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _with_heading(rows: Sequence[Mapping[str, Any]]) -> Iterable[Iterable[Any]]:
    yield rows[0]
    yield from (row.values() for row in rows)


def id_number(serial: int) -> str:
    """A different valid identity number for each serial, of a woman born from 1930 on."""
    born = date(1930, 1, 1) + timedelta(days=serial // 400)
    seventeen = f"150602{born:%Y%m%d}{serial % 400 * 2 + 100:03d}"
    return seventeen + check_character(seventeen)


def elder_row(serial: int = 1, **cells: object) -> dict[str, object]:
    """A sound row of the elders' table."""
    return {
        "姓名": f"老人{chr(0x4E00 + serial % 500)}{chr(0x5000 + serial // 500)}",
        "性别": "女",
        "身份证号": id_number(serial),
        "手机号": f"138{serial:08d}",
        "住址": f"富兴路{serial}号",
        "社区代码": "150602001000",
        "经度": "110.0050",
        "纬度": "39.8220",
        "坐标系": "WGS84",
        "能力等级": "轻度",
        "评估日期": "2026-01-05",
        "特殊群体": "独居、高龄",
        "饮食禁忌": "低盐",
        "过敏": "花生",
        "所属驿站": "S1",
        "紧急联系人": "白小河",
        "紧急联系电话": "13900000000",
        **cells,
    }


def caregiver_row(serial: int = 1, **cells: object) -> dict[str, object]:
    """A sound row of the caregivers' table."""
    return {
        "姓名": f"护理{chr(0x4E00 + serial)}",
        "性别": "女",
        "手机号": f"137{serial:08d}",
        "所属驿站": "S1",
        "工种": "护理员",
        "证书类型": "健康证",
        "证书编号": f"H{serial}",
        "证书有效期": "2027-06-30",
        "交通方式": "电动车",
        "餐箱容量": "12",
        "语言": "汉语、蒙古语",
        **cells,
    }


def station_row(serial: int = 1, **cells: object) -> dict[str, object]:
    """A sound row of the stations' table."""
    return {
        "编码": f"DS{serial:03d}",
        "名称": f"富兴{serial}驿站",
        "类别": "A",
        "社区代码": "150602001000",
        "经度": "110.0050",
        "纬度": "39.8220",
        "坐标系": "GCJ02",
        "服务半径米": "1000",
        "有厨房": "是",
        **cells,
    }
