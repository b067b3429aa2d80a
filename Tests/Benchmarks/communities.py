#!/usr/bin/env python3
"""Times `pairgraph cluster` and `metrics` against igraph and NetworKit, in turn on the same graphs.

usage: communities.py [--work FOLDER] [--nodes N] [--runs N] [--graphs NAME,...]
  --work    where graphs are made and kept (default: .build-benchmarks)
  --nodes   of the graphs of communities (default: 1000000)
  --graphs  which of them: nearest (points in a square, each tied to its 6 nearest), power-law (degrees with exponent 2.1), planted (groups of 50 to
            2000 with power-law degrees, half of whose ties leave the group; three tenths as many nodes), stars (a thousand stars whose
            centres are tied to one); all by default

Needs numpy, scipy, igraph, networkit. Seconds of communities are those of the search (pairgraph's own, from its JSON; the peers' from calling to
returning, their graph made before); `whole` is pairgraph's whole process, from CSV to CSV. Betweenness: a random graph of 10 000 nodes and 50 000
edges, pairgraph's whole process with all other measures. Modularity is computed by igraph of every tool's communities.
"""
import argparse
import csv
import json
import os
import statistics
import subprocess
import time

import igraph
import networkit
import numpy as np
from scipy.spatial import cKDTree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.path.join(ROOT, ".build/release/pairgraph")


def write(folder, count, edges):
    os.makedirs(folder, exist_ok=True)
    np.savetxt(f"{folder}/edges.csv", edges, fmt="N%d,N%d", header="from,to", comments="")
    with open(f"{folder}/nodes.csv", "w") as file:
        file.write("id,kind\n" + "".join(f"N{i},node\n" for i in range(count)))


def nearest(count, k=6):
    points = np.random.default_rng(1).random((count, 2))
    _, near = cKDTree(points).query(points, k=k + 1)
    return np.unique(np.sort(np.stack([np.repeat(np.arange(count), k), near[:, 1:].ravel()], 1), 1), axis=0)


def paired(stubs, random):
    """Ends of ties drawn into pairs: each node has about as many ties as it stands there."""
    random.shuffle(stubs)
    pairs = np.sort(stubs[:len(stubs) // 2 * 2].reshape(-1, 2), 1)
    return pairs[pairs[:, 0] != pairs[:, 1]]


def power_law(count):
    random = np.random.default_rng(7)
    degrees = np.minimum((1 - random.random(count)) ** (-1 / 1.1), 20_000).astype(int)
    return np.unique(paired(np.repeat(np.arange(count), degrees), random), axis=0)


def planted(count, mixing=0.5):
    random = np.random.default_rng(8)
    count = count * 3 // 10
    degrees = np.minimum(10 * (1 - random.random(count)) ** (-1 / 1.5), 200).astype(int)
    sizes = []
    while sum(sizes) < count:
        sizes.append(int(min(50 * (1 - random.random()) ** (-1 / 0.5), 2000)))
    members = random.permutation(count)
    inner = np.round(degrees * (1 - mixing)).astype(int)
    ties, start = [paired(np.repeat(np.arange(count), degrees - inner), random)], 0
    for size in sizes:
        group = members[start:start + size]
        ties.append(paired(np.repeat(group, np.minimum(inner[group], len(group) - 1)), random))
        start += size
    return np.unique(np.concatenate(ties), axis=0)


def stars(count):
    centres = max(1, int(count ** 0.5))
    leaves = np.arange(centres + 1, count)
    ties = np.stack([1 + (leaves - centres - 1) % centres, leaves], 1)
    return np.concatenate([np.stack([np.zeros(centres, int), np.arange(1, centres + 1)], 1), ties])


GRAPHS = {"nearest": nearest, "power-law": power_law, "planted": planted, "stars": stars}


def random_graph(count, size):
    pairs = np.random.default_rng(3).integers(0, count, (size + size // 50, 2))
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], 1), axis=0)
    return np.random.default_rng(4).permutation(pairs)[:size]


def timed(function):
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def pairgraph(command, folder, out, *options):
    seconds, _ = timed(lambda: subprocess.run(
        [BINARY, command, folder, "--csv", f"{out}.csv", "--json", f"{out}.json", "--quiet", *options], check=True))
    return seconds, json.load(open(f"{out}.json"))


def groups(path, count):
    labels = [0] * count
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            labels[int(row["id"][1:])] = int(row["group"])
    return labels


def report(title, times):
    print(title)
    for name, values in times.items():
        print(f"  {name:32s} {statistics.median(values):8.2f} s", flush=True)


def communities(options, name):
    edges = GRAPHS[name](options.nodes)
    nodes = int(edges.max()) + 1
    folder = os.path.join(options.work, f"{name}-{options.nodes}")
    write(folder, nodes, edges)
    graph = igraph.Graph(n=nodes, edges=edges)
    other = networkit.GraphFromCoo((edges[:, 0], edges[:, 1]), n=nodes)
    times, quality = {}, {}
    for _ in range(options.runs):
        whole, found = pairgraph("cluster", folder, os.path.join(options.work, "groups"))
        times.setdefault("pairgraph", []).append(found["seconds"])
        times.setdefault("pairgraph, whole process", []).append(whole)
        quality["pairgraph"] = graph.modularity(groups(os.path.join(options.work, "groups.csv"), nodes))
        seconds, found = timed(lambda: graph.community_leiden("modularity", n_iterations=2))
        times.setdefault("igraph Leiden, 2 iterations", []).append(seconds)
        quality["igraph Leiden, 2 iterations"] = graph.modularity(found)
        for peer, algorithm in [("NetworKit PLM, refined", networkit.community.PLM(other, refine=True)),
                                ("NetworKit ParallelLeiden", networkit.community.ParallelLeiden(other))]:
            seconds, _ = timed(algorithm.run)
            times.setdefault(peer, []).append(seconds)
            quality[peer] = graph.modularity(algorithm.getPartition().getVector())
    report(f"communities, {name}: {nodes} nodes, {len(edges)} edges", times)
    for tool, value in quality.items():
        print(f"  {tool:32s} Q {value:.5f}", flush=True)


def betweenness(options):
    folder = os.path.join(options.work, "random-10000")
    edges = random_graph(10_000, 50_000)
    write(folder, 10_000, edges)
    graph = igraph.Graph(n=10_000, edges=edges)
    times = {}
    for _ in range(options.runs):
        times.setdefault("pairgraph, all measures", []).append(pairgraph("metrics", folder, os.path.join(options.work, "metrics"))[0])
        times.setdefault("igraph, betweenness alone", []).append(timed(graph.betweenness)[0])
    report("betweenness: 10 000 nodes, 50 000 edges", times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default=os.path.join(ROOT, ".build-benchmarks"))
    parser.add_argument("--nodes", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--graphs", default=",".join(GRAPHS))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    networkit.setNumberOfThreads(os.cpu_count())
    for name in options.graphs.split(","):
        communities(options, name)
    betweenness(options)


main()
