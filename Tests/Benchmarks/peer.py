#!/usr/bin/env python3
"""Asks DuckDB or Polars who is uncovered or overloaded as of 2024-12-31: usage: peer.py duckdb|polars TABLES OUT.csv coverage|overload

A pairing counts when it is alive and both its ends are known; a household needs one helper, a cadre may help as many distinct households
as its capacity says. Prints the seconds inside the process, without Python's start.
"""
import datetime
import sys
import time

tool, tables, out, question = sys.argv[1:5]


def duckdb_answer():
    import duckdb
    db = duckdb.connect()
    db.execute("set threads=2")
    rows = lambda name: f"read_csv('{tables}/{name}.csv', header=true, all_varchar=true)"
    alive = f"(from {rows('pairings')} where cast(since as date) <= date '2024-12-31')"
    if question == "coverage":
        query = f"""select h.* from {rows('households')} h anti join
                    (select "to" from {alive} p semi join {rows('cadres')} c on c.id = p."from") p on h.id = p."to" order by h.id"""
    else:
        query = f"""select c.*, load from {rows('cadres')} c join
                    (select "from" id, count(distinct "to") load from {alive} p semi join {rows('households')} h on h.id = p."to" group by all)
                    using (id) where load > cast(capacity as int) order by load - cast(capacity as int) desc, c.id"""
    db.execute(f"copy ({query}) to '{out}' (header)")


def polars_answer():
    import polars as pl
    rows = lambda name: pl.scan_csv(f"{tables}/{name}.csv", infer_schema_length=0)
    alive = rows("pairings").filter(pl.col("since").str.to_date("%Y-%m-%d") <= datetime.date(2024, 12, 31))
    if question == "coverage":
        covering = alive.join(rows("cadres"), left_on="from", right_on="id", how="semi")
        answer = rows("households").join(covering.select("to"), left_on="id", right_on="to", how="anti").sort("id")
    else:
        answer = (alive.join(rows("households"), left_on="to", right_on="id", how="semi")
                  .select("from", "to").unique().group_by("from").len("load")
                  .join(rows("cadres"), left_on="from", right_on="id").rename({"from": "id"})
                  .with_columns(pl.col("capacity").cast(pl.Int32))
                  .filter(pl.col("load") > pl.col("capacity"))
                  .sort(pl.col("load") - pl.col("capacity"), "id", descending=[True, False]))
    answer.collect().write_csv(out)


start = time.time()
{"duckdb": duckdb_answer, "polars": polars_answer}[tool]()
print(f"{time.time() - start:.3f}")
