#!/usr/bin/env python3
"""Writes an invented pairing network as CSV tables, for timing only.

usage: tables.py FOLDER SIZE [IDS] [--quoted]
  SIZE  city (340 000 households), province (10 million), nation (30 million), or a number of households
  IDS   dense (H00000042, the default), code19 (19 digits: a village code and a number), uuid (36 characters in no order)

About 2 % of households have no pairing and 3 % a second one; loads are skewed, so that some cadres are above their capacity; rows of
pairings.csv are in random order. Seeded: the same arguments give the same bytes. Needs numpy.
"""
import os
import sys

import numpy as np

SIZES = {  # households, cadres, villages, units
    "city": (340_000, 80_000, 892, 1_300),
    "province": (10_000_000, 2_000_000, 40_000, 20_000),
    "nation": (30_000_000, 6_000_000, 128_000, 60_000),
}


def size(name):
    if name in SIZES:
        return SIZES[name]
    households = int(name)
    return households, max(1, households // 5), max(1, households // 250), max(1, households // 500)


class Writer:
    def __init__(self, folder, quoted):
        self.folder, self.quoted = folder, quoted
        os.makedirs(folder, exist_ok=True)

    def table(self, name, header, columns, formats, step=200_000):
        """One line for each element of the columns; formats are printf formats, one a column."""
        quote = '"' if self.quoted else ""
        line = ",".join(f"{quote}{f}{quote}" for f in formats) + "\n"
        with open(f"{self.folder}/{name}.csv", "w", encoding="utf-8", buffering=1 << 22) as out:
            out.write(header + "\n")
            for start in range(0, len(columns[0]), step):
                part = [c[start:start + step].tolist() for c in columns]
                out.write("".join(line % row for row in zip(*part)))


def uuid(numbers):
    """A scattered 36-character text for each number, the same each time."""
    mask = (1 << 64) - 1
    result = []
    for n in numbers:
        x = (n * 0x9E3779B97F4A7C15 + 0x1234567) & mask
        h = f"{x:016x}{(x * 0xBF58476D1CE4E5B9) & mask:016x}"
        result.append(f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}")
    return np.array(result, dtype=object)


def main():
    arguments = [a for a in sys.argv[1:] if a != "--quoted"]
    folder, kind = arguments[0], arguments[2] if len(arguments) > 2 else "dense"
    households, cadres, villages, units = size(arguments[1])
    rng = np.random.default_rng(11)
    write = Writer(folder, "--quoted" in sys.argv).table

    home = np.sort(rng.integers(0, villages, households))
    post = np.sort(rng.integers(0, villages, cadres))
    if kind == "dense":
        household_id, cadre_id, formats = np.arange(households), np.arange(cadres), ("H%08d", "C%07d")
    elif kind == "code19":
        household_id = (511781000000 + home * 1000) * 10**7 + np.arange(households)
        cadre_id = (411781000000 + post * 1000) * 10**7 + np.arange(cadres)
        formats = ("%d", "%d")
    else:
        household_id, cadre_id, formats = uuid(range(households)), uuid(range(10**9, 10**9 + cadres)), ("%s", "%s")

    townships = (villages + 13) // 14
    places = np.array([f"V{v:06d}" for v in range(villages)] + [f"T{t:05d}" for t in range(townships)], dtype=object)
    names = np.array([f"村{v}" for v in range(villages)] + [f"镇{t}" for t in range(townships)], dtype=object)
    kinds = np.array(["village"] * villages + ["township"] * townships, dtype=object)
    parents = np.array([f"T{v // 14:05d}" for v in range(villages)] + [""] * townships, dtype=object)
    write("places", "id,name,kind,parent", [places, names, kinds, parents], ["%s"] * 4)
    write("units", "id,name,kind", [np.arange(units), np.arange(units), rng.choice(["机关", "企业", "学校"], units)], ["U%06d", "单位%d", "%s"])
    roles = rng.choice(["党员", "村干部", "第一书记", "驻村队员", "乡镇干部"], cadres, p=[.7, .1, .05, .1, .05])
    write("cadres", "id,name,unit,role,place,capacity",
          [cadre_id, np.arange(cadres), rng.integers(0, units, cadres), roles, post, rng.integers(3, 8, cadres)],
          [formats[1], "干部%d", "U%06d", "%s", "V%06d", "%d"])
    household_kinds = rng.choice(["脱贫户", "监测户", "一般户", "困难党员"], households, p=[.8, .1, .07, .03])
    write("households", "id,head,place,kind,size",
          [household_id, np.arange(households), home, household_kinds, rng.integers(1, 8, households)],
          [formats[0], "户主%d", "V%06d", "%s", "%d"])

    helped = np.nonzero(rng.random(households) > .02)[0]
    helped = np.concatenate([helped, rng.choice(households, households * 3 // 100, replace=False)])
    near = (home[helped].astype(np.float64) / villages * cadres).astype(np.int64)
    helps = np.clip(near + np.floor(rng.exponential(3, len(helped))).astype(np.int64) - 1, 0, cadres - 1)
    order = rng.permutation(len(helped))
    helped, helps = helped[order], helps[order]
    dates = np.array([f"{year}-{month:02d}-01" for year in range(2018, 2024) for month in range(1, 13)], dtype=object)
    kinds = np.full(len(helped), "包户", dtype=object)
    write("pairings", "from,to,kind,since", [cadre_id[helps], household_id[helped], kinds, dates[rng.integers(0, len(dates), len(helped))]],
          [formats[1], formats[0], "%s", "%s"])


main()
