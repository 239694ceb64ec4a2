#!/usr/bin/env python3
"""Makes the workbooks of this folder, as the programs that people use save them.

    python3 make-spreadsheets.py        needs openpyxl, xlsxwriter and LibreOffice

Each NAME.xlsx stands beside NAME.csv: the rows that must be read from it, written by hand below and
not by any reader. The programs write times of day into their files, so a second run differs in
bytes, not in content.
"""
import csv
import datetime
import subprocess
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).parent

HEADER = ["项目名称", "项目所在省（区）", "项目所在市（盟）", "审查日期", "建设性质", "项目阶段", "行业", "设施类型", "规模等级",
          "电能利用效率PUE", "可再生能源使用率", "设计年综合能源消费量（当量值）", "位于国家枢纽节点数据中心集群范围内"]
PLACE = ["宁夏回族自治区", "中卫市"]
KIND = ["新建", "拟建", "数据中心", "数据中心", "大型"]
DAY = datetime.date(2025, 6, 1)

# What a person typed, and what a reader must find.
PROJECTS = [
    (["甲数据中心", *PLACE, DAY, *KIND, 1.18, 0.7, 30000, "是"],
     ["甲数据中心", *PLACE, "2025-06-01", *KIND, "1.18", "70%", "30000", "是"]),
    (["乙数据中心", *PLACE, DAY, *KIND, 1.1 + 0.05, 0.07, 30000.5, True],
     ["乙数据中心", *PLACE, "2025-06-01", *KIND, "1.15", "7%", "30000.5", "是"]),
    (["丙“云”, 二期", *PLACE, "2025年6月1日", *KIND, "≤1.2", "70%", "3万吨标准煤", "√"],
     ["丙“云”, 二期", *PLACE, "2025年6月1日", *KIND, "≤1.2", "70%", "3万吨标准煤", "√"]),
]


def expect(name, rows):
    """Rows of a sheet end with its last column, whatever the file leaves out."""
    width = max(len(row) for row in rows)
    if name != "excel-two-sheets":
        rows = [row + [""] * (width - len(row)) if row else row for row in rows]
    with open(HERE / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def found():
    return [HEADER, *[read for _, read in PROJECTS]]


def fill(sheet, first, date_format="yyyy-mm-dd"):
    """The header and the projects of an openpyxl sheet from a row on."""
    for column, title in enumerate(HEADER, 1):
        sheet.cell(first, column, title)
    for row, (typed, _) in enumerate(PROJECTS, first + 1):
        for column, value in enumerate(typed, 1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, datetime.date):
                cell.number_format = date_format
            if column == 11 and isinstance(value, float):
                cell.number_format = "0%"


def openpyxl_plain():
    book = openpyxl.Workbook()
    fill(book.active, 1)
    book.save(HERE / "openpyxl.xlsx")
    expect("openpyxl", found())


def mac_1904():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    fill(book.active, 1)
    book.save(HERE / "dates-1904.xlsx")
    expect("dates-1904", found())


def wps():
    """A merged title, a date of filing, a row of units, formats as WPS writes them, empty rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "汇总表"
    sheet.cell(1, 1, "“两高”项目汇总表")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=13)
    fill(sheet, 3, 'yyyy"年"m"月"d"日";@')
    sheet.insert_rows(4)
    sheet.cell(4, 12, "吨标准煤")
    for row in range(5, 8):
        sheet.cell(row, 12).number_format = "G/通用格式"
        sheet.cell(row, 20).number_format = "0.00_ "
    book.save(HERE / "wps-title-units.xlsx")
    units = [""] * 11 + ["吨标准煤"]
    expect("wps-title-units", [["“两高”项目汇总表"], [], HEADER, units, *[read for _, read in PROJECTS]])


def excel_like():
    """Shared strings with formatting inside, a hidden sheet, and two sheets with projects."""
    book = xlsxwriter.Workbook(str(HERE / "excel-two-sheets.xlsx"))
    day = book.add_format({"num_format": "yyyy/m/d"})
    share = book.add_format({"num_format": "0.00%"})
    bold = book.add_format({"bold": True})
    lists = book.add_worksheet("选项")
    lists.write_column(0, 0, ["新建", "扩建"])
    lists.hide()
    notes = book.add_worksheet("填表说明")
    notes.write(0, 0, "一行填一个项目，表在后面。")
    notes.activate()
    rows = [HEADER, *[typed for typed, _ in PROJECTS]]
    for number, part in enumerate([rows[:2], [rows[0], *rows[2:]]], 1):
        sheet = book.add_worksheet(f"第{number}批")
        for place, row in enumerate(part):
            for column, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(place, column, datetime.datetime(2025, 6, 1, 8, 30), day)
                elif isinstance(value, float) and column == 10:
                    sheet.write_number(place, column, value, share)
                elif value == "项目名称":
                    sheet.write_rich_string(place, column, bold, "项目", "名称")
                else:
                    sheet.write(place, column, value)
    book.close()
    reads = [read for _, read in PROJECTS]
    expect("excel-two-sheets", [["一行填一个项目，表在后面。"], HEADER, reads[0], HEADER, *reads[1:]])


def formulas():
    """Formulas that no program has computed, and the same after LibreOffice did."""
    book = openpyxl.Workbook()
    fill(book.active, 1)
    book.active["J2"] = "=1.1+0.08"
    book.active["L2"] = "=SUM(10000,20000)"
    book.save(HERE / "formulas-not-computed.xlsx")
    rows = found()
    first = list(rows[1])
    first[9], first[11] = "=1.1+0.08", "=SUM(10000,20000)"
    expect("formulas-not-computed", [rows[0], first, *rows[2:]])
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "/tmp",
         str(HERE / "formulas-not-computed.xlsx")], check=True, capture_output=True)
    Path("/tmp/formulas-not-computed.xlsx").rename(HERE / "libreoffice.xlsx")
    expect("libreoffice", found())


for make in [openpyxl_plain, mac_1904, wps, excel_like, formulas]:
    make()
