#!/usr/bin/env python3
"""Compares what `--estimate` of `cluster` and `metrics` says with the memory that the process takes at its peak.

usage: memory.py [--work FOLDER] [--nodes N...]     (default: .build-benchmarks, 100000 1000000)

Needs numpy and GNU time. Graphs: points on a grid, each tied to most of its eight neighbours (3.6 ties a node), numbered at random, with and without
weights; and, as the other extreme, pairs drawn at random, in which there are no communities.
"""
import argparse
import os
import re
import subprocess

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("PAIRGRAPH", os.path.join(ROOT, ".build/release/pairgraph"))
COMMANDS = [["cluster"], ["cluster", "--method", "components"], ["cluster", "--method", "cores"], ["metrics", "--sample", "40"]]


def near(count, random):
    side = int(count ** 0.5)
    place = np.arange(side * side)
    x, y = place % side, place // side
    parts = []
    for right, up in ((1, 0), (0, 1), (1, 1), (1, -1)):
        kept = (x + right < side) & (y + up < side) & (y + up >= 0) & (random.random(side * side) < 0.9)
        parts.append(np.stack([place[kept], place[kept] + right + up * side], 1))
    return side * side, random.permutation(side * side)[np.concatenate(parts)]


def far(count, random):
    pairs = random.integers(0, count, (count * 5 // 2, 2))
    return count, random.permutation(np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], 1), axis=0))


def write(folder, count, pairs, weights):
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/nodes.csv", "w") as file:
        file.write("id,kind\n" + "".join(f"N{i},node\n" for i in range(count)))
    with open(f"{folder}/edges.csv", "w") as file:
        if weights is None:
            file.write("from,to\n")
            file.writelines(f"N{a},N{b}\n" for a, b in pairs)
        else:
            file.write("from,to,weight\n")
            file.writelines(f"N{a},N{b},{weight}\n" for (a, b), weight in zip(pairs, weights))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--work", default=".build-benchmarks")
    options.add_argument("--nodes", type=int, nargs="+", default=[100_000, 1_000_000])
    options = options.parse_args()
    random = np.random.default_rng(1)
    print(f"{'graph':24} {'command':28} {'peak MB':>8} {'estimate':>8} {'ratio':>6}")
    for count in options.nodes:
        for name, make, has_weights in (("near", near, False), ("near, weights", near, True), ("random", far, False)):
            folder = f"{options.work}/memory-{name.replace(', ', '-')}-{count}"
            if not os.path.exists(folder):
                nodes, pairs = make(count, random)
                write(folder, nodes, pairs, np.round(random.random(len(pairs)) * 9 + 0.5, 2) if has_weights else None)
            for command in COMMANDS:
                run = [BINARY, command[0], folder, *command[1:]]
                said = subprocess.run([*run, "--estimate", "--lang", "en"], check=True, capture_output=True, text=True).stdout
                estimate = int(re.search(r"in all: ([\d ]+) bytes", said)[1].replace(" ", "")) / 1e6
                timed = subprocess.run(["/usr/bin/time", "-f", "%M", *run, "--quiet"], check=True, capture_output=True, text=True)
                peak = int(timed.stderr.split()[-1]) * 1024 / 1e6
                print(f"{name + ' ' + str(count):24} {' '.join(command):28} {peak:8.0f} {estimate:8.0f} {estimate / peak:6.2f}", flush=True)


main()
