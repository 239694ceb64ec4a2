#!/usr/bin/env python3
"""Check people's own signatures of decisions, overrides and redactions 核对决定、改判、销毁的本人签名: AUDIT 日志 [REVIEWERS 公钥表].

REVIEWERS has one verifier key a line, as `review audit key --for reviewer` printed it.
"""
import base64, collections, hashlib, json, pathlib, subprocess, sys, tempfile

def is_signed(entry, signature):
    name, key_id, key = signature["by"].split("+", 2)
    key, mark = (base64.b64decode(part, validate=True) for part in (key, signature["sig"]))
    named = hashlib.sha256(name.encode() + b"\n" + key).digest()
    if key[0] != 1 or named[:4].hex() != key_id or name != entry["who"]:
        return False
    del entry["seq"], entry["t"], entry["more"]["signature"]
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with tempfile.TemporaryDirectory() as folder:
        spki = bytes.fromhex("302a300506032b6570032100") + key[1:]
        for file, content in (("key", spki), ("body", text.encode()), ("signature", mark)):
            (pathlib.Path(folder) / file).write_bytes(content)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in body -sigfile signature"
        return subprocess.run(command.split(), cwd=folder, capture_output=True).returncode == 0

def main(log, reviewers=None):
    known = pathlib.Path(reviewers).read_text().split() if reviewers else None
    counts, wrong = collections.Counter(), []
    for file in sorted(pathlib.Path(log, "entries").glob("*.jsonl")):
        for line in file.read_bytes().splitlines():
            entry = json.loads(line)
            if entry["op"] not in ("evaluate", "override", "redact"):
                continue
            seq, signature = entry["seq"], entry.get("more", {}).get("signature")
            if signature is None:
                counts["unsigned 未签名"] += 1
            elif (known is None or signature["by"] in known) and is_signed(entry, signature):
                counts[signature["by"]] += 1
            else:
                wrong.append(seq)
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    if wrong:
        sys.exit(f"refused 不予认可: {wrong}")

try:
    assert len(sys.argv) in (2, 3), __doc__
    main(*sys.argv[1:])
except (AssertionError, OSError, ValueError, KeyError, TypeError) as problem:
    sys.exit(f"refused 不予认可: {problem}")
