#!/usr/bin/env python3
"""Times pairgraph against DuckDB and Polars, whole processes in turn on the same tables, and checks that all give the same rows.

usage: run.py [--work FOLDER] [--runs N] [--cases NAME,NAME…] [--write]
  --work    where tables are made and kept (default: .build-benchmarks; province needs 1 GB, nation 3 GB)
  --cases   default: city,province,code19,uuid,quoted,jobs1; also: nation
  --write   writes notebooks-output/benchmarks/ (table and picture) and the table of the README

Needs numpy, and duckdb and polars for the peers (python3 -m venv … && pip install numpy duckdb polars). Seconds are of whole processes, the
page cache warm, the median of N runs taken in turn; memory is the peak resident size. `inside` is a peer's own clock, without Python's start.
"""
import argparse
import csv
import datetime
import os
import platform
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DAY = "2024-12-31"
CASES = {  # name: (tables, size, ids, quoted, questions)
    "city": ("city", "city", "dense", False, ["coverage", "overload"]),
    "province": ("province", "province", "dense", False, ["coverage", "overload"]),
    "code19": ("code19", "province", "code19", False, ["coverage", "overload"]),
    "uuid": ("uuid", "1000000", "uuid", False, ["coverage"]),
    "nation": ("nation", "nation", "dense", False, ["coverage"]),
    "million": ("million", "1000000", "dense", False, ["coverage"]),
    "three-million": ("three-million", "3000000", "dense", False, ["coverage"]),
}


def measure(command, env=None):
    """Wall seconds, peak megabytes and output of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=env)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {process.returncode}")
    return seconds, usage.ru_maxrss / 1024, output


def rows(path, question):
    """What all tools must agree on: the ids, and for overload their order and the load."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        found = [(r["id"], r.get("load") or r.get("has")) if question == "overload" else r["id"] for r in csv.DictReader(file)]
    # pairgraph lists the uncovered as they stand in the file, the peers by id.
    return found if question == "overload" else sorted(found)


def agree(paths, question):
    """Whether all tables have the same rows. In a process of its own: a child starts with the peak memory of its parent on its account."""
    return subprocess.run([sys.executable, __file__, "--agree", question, *paths]).returncode == 0


class Bench:
    def __init__(self, options):
        self.options = options
        self.binary = os.path.join(ROOT, ".build/release/pairgraph")
        self.results = []

    def tables(self, name, size, ids, quoted):
        folder = os.path.join(self.options.work, name)
        if not os.path.exists(os.path.join(folder, "done")):
            subprocess.run([sys.executable, f"{HERE}/tables.py", folder, size, ids] + (["--quoted"] if quoted else []), check=True)
            open(os.path.join(folder, "done"), "w").close()
        return folder

    def mine(self, folder, question, out, *more):
        return [self.binary, question, folder, "--on", DAY, "--csv", out, "--quiet", *more]

    def peer(self, tool, folder, question, out):
        return [sys.executable, f"{HERE}/peer.py", tool, folder, out, question]

    def case(self, name):
        tables, size, ids, quoted, questions = CASES[name]
        folder = self.tables(tables, size, ids, quoted)
        for question in questions:
            out = {tool: os.path.join(self.options.work, f"{tool}.csv") for tool in ("pairgraph", "duckdb", "polars")}
            self.compare(name, question, folder, {
                "pairgraph": self.mine(folder, question, out["pairgraph"]),
                "duckdb": self.peer("duckdb", folder, question, out["duckdb"]),
                "polars": self.peer("polars", folder, question, out["polars"]),
                "wc -l": ["wc", "-l"] + [f"{folder}/{t}.csv" for t in ("households", "cadres", "pairings")],
            }, out)

    def variants(self, name):
        """pairgraph against itself: every field quoted, one thread."""
        plain = self.tables("province", "province", "dense", False)
        out = os.path.join(self.options.work, "pairgraph.csv")
        other = self.mine(self.tables("quoted", "province", "dense", True), "coverage", out) if name == "quoted" else \
            self.mine(plain, "coverage", out, "--jobs", "1")
        base = self.mine(plain, "coverage", out, *(["--jobs", "2"] if name == "jobs1" else []))
        self.compare(f"province, {name}", "coverage", plain, {"pairgraph": other, "pairgraph plain": base}, {})

    def compare(self, name, question, folder, commands, outputs):
        for command in commands.values():
            measure(command)  # warm-up
        times = {tool: [] for tool in commands}
        for _ in range(self.options.runs):
            for tool, command in commands.items():
                times[tool].append(measure(command))
        if outputs:
            if not agree(list(outputs.values()), question):
                sys.exit(f"{name} {question}: the tools disagree")
        for tool, runs in times.items():
            inside = statistics.median(float(r[2]) for r in runs) if tool in ("duckdb", "polars") else None
            self.results.append((name, question, tool, statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs), inside))
            print(*self.results[-1], flush=True)

    def table(self):
        by = {(c, q, t): (s, m, i) for c, q, t, s, m, i in self.results}
        lines = ["| tables | question | pairgraph | DuckDB | Polars | faster than the faster | memory of the smaller | `wc -l` |", "|---|---|---|---|---|---|---|---|"]
        for case, question in dict.fromkeys((c, q) for c, q, *_ in self.results):
            mine = by[case, question, "pairgraph"]
            if (case, question, "duckdb") not in by:
                plain = by[case, question, "pairgraph plain"]
                lines.append(f"| {case} | {question} | {mine[0]:.2f} s, {mine[1]:.0f} MB | | | {mine[0] / plain[0]:.2f}x the time of plain | | |")
                continue
            duck, polars, floor = by[case, question, "duckdb"], by[case, question, "polars"], by[case, question, "wc -l"]
            lines.append(
                f"| {case} | {question} | {mine[0]:.2f} s, {mine[1]:.0f} MB | {duck[0]:.2f} s ({duck[2]:.2f} inside), {duck[1]:.0f} MB"
                f" | {polars[0]:.2f} s ({polars[2]:.2f} inside), {polars[1]:.0f} MB | {min(duck[0], polars[0]) / mine[0]:.1f}x"
                f" ({min(duck[2], polars[2]) / mine[0]:.1f}x inside) | {mine[1] / min(duck[1], polars[1]):.2f} | {floor[0]:.2f} s |")
        return lines


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    peers = subprocess.run([sys.executable, "-c", "import duckdb, polars; print('DuckDB', duckdb.__version__ + ', Polars', polars.__version__)"],
                           capture_output=True, text=True).stdout.strip()
    return f"{datetime.date.today()}, {os.cpu_count()} processors ({model}), {platform.system()} {platform.machine()}, {peers}"


def picture(results):
    """Time against size, both logarithmic, as SVG."""
    import math
    order = ["city", "million", "three-million", "province", "nation"]
    sizes = {"city": 340_000, "million": 10**6, "three-million": 3 * 10**6, "province": 10**7, "nation": 3 * 10**7}
    lines = {t: [(sizes[c], s) for c in order for rc, q, rt, s, *_ in results if (rc, q, rt) == (c, "coverage", t)]
             for t in ("duckdb", "polars", "pairgraph", "wc -l")}
    x = lambda n: 90 + 560 * (math.log10(n) - 5.4) / 2.2
    y = lambda s: 370 - 310 * (math.log10(s) + 2) / 4
    svg = ['<svg xmlns="http://www.w3.org/2000/svg" width="760" height="440" font-family="sans-serif" font-size="13">',
           '<rect width="760" height="440" fill="white"/>', '<text x="90" y="28" font-size="16">coverage: seconds of the whole process by households</text>']
    for power in range(-2, 3):
        svg.append(f'<line x1="90" x2="650" y1="{y(10**power):.0f}" y2="{y(10**power):.0f}" stroke="#ddd"/><text x="82" y="{y(10**power) + 4:.0f}" text-anchor="end">{10**power:g} s</text>')
    for name in order:
        svg.append(f'<text x="{x(sizes[name]):.0f}" y="396" text-anchor="middle">{sizes[name] / 1e6:g} M</text>')
    styles = {"duckdb": ("#E69F00", "6 3"), "polars": ("#0072B2", "2 3"), "pairgraph": ("#D55E00", ""), "wc -l": ("#999999", "1 4")}
    last = float("-inf")
    # From the highest line down: names keep apart where lines end close together.
    for tool, points in sorted(((t, p) for t, p in lines.items() if p), key=lambda line: y(line[1][-1][1])):
        last = max(y(points[-1][1]) + 4, last + 15)
        colour, dash = styles[tool]
        path = " ".join(f"{x(n):.1f},{y(s):.1f}" for n, s in points)
        svg.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>')
        svg += [f'<circle cx="{x(n):.1f}" cy="{y(s):.1f}" r="3.5" fill="{colour}"/>' for n, s in points]
        svg.append(f'<text x="{x(points[-1][0]) + 10:.0f}" y="{last:.0f}" fill="{colour}">{tool}</text>')
    return "\n".join(svg + [f'<text x="90" y="424" fill="#666" font-size="11">{machine()}</text>', "</svg>"]) + "\n"


def main():
    if sys.argv[1:2] == ["--agree"]:
        found = [rows(path, sys.argv[2]) for path in sys.argv[3:]]
        sys.exit(0 if all(each == found[0] for each in found) else 1)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default=os.path.join(ROOT, ".build-benchmarks"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cases", default="city,province,code19,uuid,quoted,jobs1")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    bench = Bench(options)
    for name in options.cases.split(","):
        bench.variants(name) if name in ("quoted", "jobs1") else bench.case(name)
    lines = [f"Median of {options.runs} runs in turn, {machine()}.", ""] + bench.table()
    print("\n".join(lines))
    if options.write:
        folder = os.path.join(ROOT, "notebooks-output/benchmarks")
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/results.csv", "w", newline="") as out:
            csv.writer(out).writerows([("tables", "question", "tool", "seconds", "peak_mb", "seconds_inside"), *bench.results])
        open(f"{folder}/time-by-size.svg", "w").write(picture(bench.results))
        for readme in ("README.md", "README.zh-CN.md"):
            path = os.path.join(ROOT, readme)
            text = open(path, encoding="utf-8").read()
            start, end = "<!-- benchmarks -->", "<!-- /benchmarks -->"
            if start in text:
                tail = text.split(end, 1)[1] if end in text else text.split(start, 1)[1]
                open(path, "w", encoding="utf-8").write(text.split(start, 1)[0] + start + "\n" + "\n".join(lines) + "\n" + end + tail)


main()
