#!/usr/bin/env python3
"""Times `pairgraph cluster --method regions` against pygeoda on the same areas, in turn, and compares the ratios.

usage: regions.py [--work FOLDER] [--runs N]     (default: .build-benchmarks, 3)

Needs numpy, geopandas, shapely and pygeoda (python3 -m venv … && pip install numpy geopandas shapely pygeoda). Seconds of pygeoda are of the call alone,
those of pairgraph of the whole process, reading included: medians of N runs taken in turn.
"""
import argparse
import json
import os
import statistics
import subprocess
import time

import geopandas
import numpy
import pygeoda
import shapely

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BINARY = os.environ.get("PAIRGRAPH", os.path.join(ROOT, ".build/release/pairgraph"))


def make(folder, count):
    """Cells around random points of a square, with two smooth, noisy figures and a population; as tables and for pygeoda."""
    os.makedirs(folder, exist_ok=True)
    random = numpy.random.default_rng(5)
    points = random.random((count, 2))
    a = numpy.sin(3 * points[:, 0]) + 0.3 * random.standard_normal(count)
    b = numpy.cos(4 * points[:, 1]) + 0.3 * random.standard_normal(count)
    people = random.integers(500, 3000, count)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=shapely.box(-1, -1, 2, 2))
    cells = geopandas.GeoDataFrame(geometry=[cell.intersection(shapely.box(0, 0, 1, 1)) for cell in cells.geoms])
    sites = geopandas.GeoDataFrame({"i": numpy.arange(count)}, geometry=shapely.points(points))
    areas = cells.iloc[geopandas.sjoin(sites, cells, predicate="within").sort_values("i")["index_right"]].reset_index(drop=True)
    areas["a"], areas["b"] = a, b
    weights = pygeoda.rook_weights(pygeoda.open(areas))
    with open(f"{folder}/places.csv", "w", encoding="utf-8") as file:
        file.write("id,name,kind,parent,lat,lon,a,b,population\n")
        for i in range(count):
            file.write(f"A{i},A{i},village,,{points[i, 1]:.7f},{points[i, 0]:.7f},{a[i]:.9f},{b[i]:.9f},{people[i]}\n")
    with open(f"{folder}/adjacent.csv", "w", encoding="utf-8") as file:
        file.write("a,b\n" + "".join(f"A{i},A{j}\n" for i in range(count) for j in weights.get_neighbors(i) if i < j))
    return weights, areas[["a", "b"]], people


def own(folder, *options):
    start = time.perf_counter()
    command = [BINARY, "cluster", folder, "--method", "regions", "--by", "a,b", "--json", "-", "--quiet", *options]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return time.perf_counter() - start, found["groups"], found["ratio"]


def peer(run):
    start = time.perf_counter()
    found = run()
    return time.perf_counter() - start, len(set(found["Clusters"])), found["The ratio of between to total sum of squares"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", default=os.path.join(ROOT, ".build-benchmarks"))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for count, k in ((33, 6), (304, 72), (1000, 100), (3000, 300)):
        folder = f"{options.work}/regions-{count}"
        weights, data, people = make(folder, count)
        floor = float(people.sum() / k / 1.3)
        population = people.tolist()
        cases = {
            f"pairgraph, {k} groups": lambda: own(folder, "--groups", str(k)),
            "pygeoda skater": lambda: peer(lambda: pygeoda.skater(k, weights, data)),
            "pygeoda redcap full-order ward": lambda: peer(lambda: pygeoda.redcap(k, weights, data, "fullorder-wardlinkage")),
            "pygeoda schc ward": lambda: peer(lambda: pygeoda.schc(k, weights, data, "ward")),
            "pygeoda azp annealing": lambda: peer(lambda: pygeoda.azp_sa(k, weights, data, cooling_rate=0.85)),
            f"pairgraph, floor {floor:.0f}": lambda: own(folder, "--floor", f"population={floor}"),
            "pygeoda max-p greedy": lambda: peer(lambda: pygeoda.maxp_greedy(weights, data, population, floor, iterations=9)),
            "pygeoda max-p annealing": lambda: peer(
                lambda: pygeoda.maxp_sa(weights, data, population, floor, cooling_rate=0.85, iterations=9)),
        }
        if count == 3000:
            cases["pairgraph, 6 seconds"] = lambda: own(folder, "--groups", str(k), "--seconds", "6")
        results = {name: [] for name in cases}
        for _ in range(options.runs):
            for name, run in cases.items():
                results[name].append(run())
        for name, found in results.items():
            seconds = statistics.median(seconds for seconds, _, _ in found)
            print(f"{count:6d} areas  {name:32s} {seconds:7.3f} s  {found[0][1]:5d} regions  ratio {found[0][2]:.4f}", flush=True)


main()
