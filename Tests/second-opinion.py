#!/usr/bin/env python3
"""Asks Z3 the questions that the tests wrote, and compares its answers with ours.

    pip install z3-solver
    SECOND_OPINION=questions.jsonl swift test --filter SecondOpinionTests
    python3 Tests/second-opinion.py questions.jsonl

Exit 1 where one says sat and the other unsat.
"""

import json
import sys
from collections import Counter

import z3


def main() -> int:
    answers: Counter[str] = Counter()
    differing = []
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            question = json.loads(line)
            solver = z3.Solver()
            solver.set("timeout", 20_000)
            solver.from_string(question["smt"])
            other = str(solver.check())
            answers[f'{question["answer"]}/{other}'] += 1
            if {question["answer"], other} == {"sat", "unsat"}:
                differing.append((question["question"], question["answer"], other))
    for pair, count in sorted(answers.items()):
        print(f"{pair}: {count}")
    for name, own, other in differing:
        print(f"{name}: we say {own}, Z3 says {other}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
