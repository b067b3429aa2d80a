#!/usr/bin/env python3
"""Writes an invented wide roster as one CSV table, for timing `clean` and `import` only.

usage: roster.py FILE [ROWS] [ENCODING] [--import PAIRGRAPH] [--clean PAIRGRAPH]
  ROWS                default 1000000, about 220 MB in GB18030
  ENCODING            utf-8 (the default), gb18030, utf-16
  --import PAIRGRAPH  then times `PAIRGRAPH import FILE` and Python's csv reading FILE, in turn, five times each: medians of
                      seconds, of processor seconds and of memory
  --clean PAIRGRAPH   then times `PAIRGRAPH clean FILE` and DuckDB reading FILE as text and writing it again, likewise; for
                      UTF-8, and where Python has DuckDB

25 columns: places, a household, its kind and size, its helper, dates and remarks. One cell in a hundred is quoted, with a comma in it. Seeded: the
same arguments give the same bytes. Nobody in it exists: names are numbered, the area code of its resident ids is nobody's.
"""
import os
import random
import shutil
import statistics
import sys
import time

HEADER = ("序号,省,市,县,乡镇,行政村,村民小组,户编号,户主姓名,户主证件号码,户联系电话,家庭人口数,户类型,监测对象类型,主要致贫原因,"
          "人均纯收入,帮扶单位,帮扶单位隶属关系,帮扶责任人,帮扶人证件号码,帮扶人联系电话,职务级别,结对开始时间,结对结束时间,帮扶措施")
KINDS = ["脱贫户", "监测户", "一般农户"]
CAUSES = ["因病", "因残", "因学", "缺劳动力", "缺技术", "缺资金"]
MEASURES = ["产业帮扶；技能培训", "公益性岗位；医疗救助；住房保障", "\"小额信贷,产业奖补\"", "教育资助"]


def resident_id(number):
    """A well-formed resident id for each number below 20 million; its area code 999999 is nobody's."""
    day, sequence = divmod(number, 1000)
    digits = f"999999{1940 + day // 336 % 60}{day // 28 % 12 + 1:02d}{day % 28 + 1:02d}{sequence:03d}"
    check = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(digits)) % 11
    return digits + "10X98765432"[check]


def timed(command):
    """Seconds, processor seconds and bytes of memory of a command."""
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def compare(path, commands, made):
    """Runs the commands in turn and prints their medians. `made` is what they write."""
    runs = {name: [] for name in commands}
    for _ in range(5):
        for name, command in commands.items():
            shutil.rmtree(made, ignore_errors=True)
            if os.path.exists(made):
                os.remove(made)
            runs[name].append(timed(command))
    shutil.rmtree(made, ignore_errors=True)
    if os.path.exists(made):
        os.remove(made)
    for name, figures in runs.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*figures))
        print(f"{name:6} {wall:6.2f} s {cpu:6.2f} s of processors {memory / 1e6:6.0f} MB ({memory / os.path.getsize(path):.2f} times the file)")


def compare_import(pairgraph, path, encoding):
    reading = f"import csv, sys\nfor row in csv.reader(open(sys.argv[1], encoding={encoding!r}, newline='')): pass"
    made = path + ".data"
    compare(path, {"import": [pairgraph, "import", path, "-o", made, "--quiet"], "csv": [sys.executable, "-c", reading, path]}, made)


def compare_clean(pairgraph, path):
    made = path + ".clean"
    copying = f"import duckdb; duckdb.sql(\"SET enable_progress_bar = false\"); duckdb.sql(\"COPY (FROM read_csv('{path}', all_varchar=true, header=true)) TO '{made}' (HEADER)\")"
    compare(path, {"clean": [pairgraph, "clean", path, "-o", made, "--quiet"], "DuckDB": [sys.executable, "-c", copying]}, made)


def main():
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help"):
        sys.exit(__doc__)
    binaries = {}
    for option in ("--import", "--clean"):
        if option in arguments:
            place = arguments.index(option)
            binaries[option] = arguments.pop(place + 1)
            del arguments[place]
    path = arguments[0]
    rows = int(arguments[1]) if len(arguments) > 1 else 1_000_000
    encoding = arguments[2] if len(arguments) > 2 else "utf-8"
    write(path, rows, encoding)
    if "--import" in binaries:
        compare_import(binaries["--import"], path, encoding)
    if "--clean" in binaries:
        compare_clean(binaries["--clean"], path)


def write(path, rows, encoding):
    draw = random.Random(7)
    # newline="" keeps CR LF as it is; Excel writes it.
    with open(path, "w", encoding=encoding, newline="", buffering=1 << 22) as out:
        out.write(HEADER + "\r\n")
        for row in range(1, rows + 1):
            village = row // 250
            helper = draw.randrange(rows // 4)
            out.write(
                f"{row},某省,第{village // 4000}市,第{village // 400}县,第{village // 20}乡,第{village}村,第{row % 8}组,H{row:09d},户主{row},"
                f"{resident_id(row)},1390{row:07d},{draw.randrange(1, 8)},{KINDS[draw.randrange(3)]},{'' if draw.random() < 0.9 else '突发严重困难户'},"
                f"{CAUSES[draw.randrange(6)]},{draw.randrange(4000, 20000)},第{helper % 900}局,县直,帮扶人{helper},{resident_id(10_000_000 + helper)},"
                f"1380{helper:07d},科级,20{draw.randrange(16, 24)}-0{draw.randrange(1, 10)}-01,,"
                f"{MEASURES[2] if draw.random() < 0.25 else MEASURES[draw.randrange(2)]}\r\n")


if __name__ == "__main__":
    main()
