#!/usr/bin/env python3
"""Judges a stock of dossiers, one JSON object a line, on the machines of an Apache Spark cluster.

    spark-submit review_stock.py STOCK.jsonl OUTPUT [--review PROGRAM] [--as-of DATE] ...

Every partition of the stock goes through the same `review evaluate` that judges a file on one machine.
OUTPUT/lines holds the lines of results in the order of the stock, OUTPUT/summary.json what they come
to; both are those of one run over the whole stock.

A source that projects of two partitions use is found when the summaries are added. Then the partitions
are judged once more, each beside what those before it use.
"""

import argparse
import datetime
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading

from pyspark import SparkContext, StorageLevel

LINE, SUMMARY = 0, 1


def arguments(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stock", help="a file or folder that Spark reads, one dossier a line")
    parser.add_argument("output", help="a new folder for the results")
    parser.add_argument("--review", default="review", help="the program, at the same path on every machine")
    parser.add_argument("--rules", action="append", default=[], help="rules instead of those built in")
    parser.add_argument("--parameters", help="a file of parameters")
    # All machines judge as of one day, also when the run goes over midnight.
    parser.add_argument("--as-of", default=datetime.date.today().isoformat(), metavar="DATE")
    parser.add_argument("--explain", choices=["none", "failed", "all"], default="none")
    parser.add_argument("--partitions", type=int, help="how many parts at least (default: Spark's)")
    return parser.parse_args(words)


class Judge:
    """`review evaluate` over one partition."""

    def __init__(self, options, first_lines, earlier_summaries):
        self.command = [options.review, "evaluate", "-", "--format", "jsonl", "--jobs", "1"]
        self.command += ["--explain", options.explain, "--as-of", options.as_of]
        for path in options.rules:
            self.command += ["--rules", path]
        if options.parameters:
            self.command += ["--parameters", options.parameters]
        self.first_lines = first_lines
        self.earlier_summaries = earlier_summaries

    def __call__(self, partition, lines):
        with tempfile.TemporaryDirectory() as folder:
            summary = os.path.join(folder, "summary.json")
            command = self.command + ["--summary", summary, "--first-line", str(self.first_lines[partition])]
            for number, text in enumerate(filter(None, self.earlier_summaries[:partition])):
                path = os.path.join(folder, f"earlier-{number}.json")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                command += ["--beside", path]
            first = next(lines, None)
            if first is None:
                # Nothing to judge, of which the program would complain.
                yield SUMMARY, ""
                return
            yield from self.run(command, itertools.chain([first], lines))
            with open(summary, encoding="utf-8") as file:
                yield SUMMARY, file.read()

    @staticmethod
    def run(command, lines):
        with tempfile.TemporaryFile() as complaints, subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
        ) as program:
            feeder = threading.Thread(target=Judge.feed, args=(lines, program.stdin), daemon=True)
            feeder.start()
            for line in program.stdout:
                yield LINE, line.decode().rstrip("\n")
            feeder.join()
            # 0 to 2 are decisions, 3 says that lines were rejected: they have their line of results.
            if program.wait() not in (0, 1, 2, 3):
                complaints.seek(0)
                raise RuntimeError(complaints.read().decode(errors="replace"))

    @staticmethod
    def feed(lines, pipe):
        try:
            with pipe:
                for line in lines:
                    pipe.write(line.encode() + b"\n")
        except BrokenPipeError:
            pass  # the program ended, and its status says why


def judge(stock, options, first_lines, earlier_summaries=()):
    """The judged stock, and the summary of each partition in order."""
    call = Judge(options, first_lines, earlier_summaries)
    judged = stock.mapPartitionsWithIndex(call).persist(StorageLevel.DISK_ONLY)
    return judged, judged.filter(lambda item: item[0] == SUMMARY).values().collect()


def added(options, summaries):
    """The summary of all, as `review summary` adds it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(filter(None, summaries)):
            paths.append(os.path.join(folder, f"part-{number:06}.json"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(text)
        command = [options.review, "summary", *paths, "--format", "json"]
        for path in options.rules:
            command += ["--rules", path]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()


def is_contested(summary):
    """Whether projects use a source that others use."""
    return bool(json.loads(summary)["clashes"])


def main(words):
    options = arguments(words)
    context = SparkContext.getOrCreate()
    context.setLogLevel("ERROR")
    stock = context.textFile(options.stock, options.partitions)
    counts = stock.mapPartitions(lambda lines: [sum(1 for _ in lines)]).collect()
    first_lines = [1 + sum(counts[:place]) for place in range(len(counts))]
    judged, summaries = judge(stock, options, first_lines)
    summary = added(options, summaries)
    if len(summaries) > 1 and is_contested(summary):
        judged, summaries = judge(stock, options, first_lines, summaries)
        summary = added(options, summaries)
    judged.filter(lambda item: item[0] == LINE).values().saveAsTextFile(os.path.join(options.output, "lines"))
    with open(os.path.join(options.output, "summary.json"), "w", encoding="utf-8") as file:
        file.write(summary)


if __name__ == "__main__":
    main(sys.argv[1:])
