#!/usr/bin/env python3
"""Verify an audit log by openssl alone 核对审计日志: DIRECTORY 日志 VERIFIER-KEY 公钥 [HELD 留存的检查点 [ITS-KEY 旧公钥]]."""
import base64, hashlib, json, pathlib, subprocess, sys, tempfile
OPERATIONS = dict.fromkeys("init evaluate override replay redact anchor key recover clock".split(), 1)
OPERATIONS |= {"hold": 2, "setting": 2}
sha = lambda data: hashlib.sha256(data).digest()
def read_checkpoint(path, vkey, is_printed=False):
    name, key_id, key = (vkey.split("+", 2) + ["", ""])[:3]
    key = base64.b64decode(key, validate=True)
    assert key[:1] == b"\1" and sha(name.encode() + b"\n" + key)[:4].hex() == key_id, "verifier key"
    text = path.read_bytes().decode()
    if is_printed:  # indented, or with other text around it
        lines = [line.strip() for line in text.splitlines()]
        text = "\n".join(lines[lines.index(name):][:5]) + "\n"
    _, size, root, _, signature, _ = text.split("\n")
    root, mark = (base64.b64decode(part.split(" ")[-1], validate=True) for part in (root, signature))
    body = f"{name}\n{int(size)}\n{base64.b64encode(root).decode()}\n"
    assert text == f"{body}\n— {name} {base64.b64encode(mark).decode()}\n", "checkpoint form"
    assert mark[:4].hex() == key_id, "signed by another key"
    with tempfile.TemporaryDirectory() as folder:
        spki = bytes.fromhex("302a300506032b6570032100") + key[1:]
        for file, content in (("key", spki), ("body", body.encode()), ("signature", mark[4:])):
            (pathlib.Path(folder) / file).write_bytes(content)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in body -sigfile signature".split()
        assert subprocess.run(command, cwd=folder, capture_output=True).returncode == 0, "signature"
    return int(size), root
def root_of(stack):
    root = stack[-1][1] if stack else sha(b"")
    for _, left in reversed(stack[:-1]):
        root = sha(b"\1" + left + root)
    return root
def verify(log, vkey, held=None, held_vkey=None):
    size, root = read_checkpoint(log / "checkpoint", vkey)
    held_size, held_root = read_checkpoint(pathlib.Path(held), held_vkey or vkey, True) if held else (0, sha(b""))
    stack, last, held_seen = [], "", root_of([])
    for seq in range(size):
        if seq % 16384 == 0:
            file = (log / f"entries/{seq // 16384:06}.jsonl").open("rb")
        line = file.readline(60000)
        assert line.endswith(b"\n"), f"line {seq} is missing, cut or too long"
        entry = json.loads(line)
        text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert text.encode() + b"\n" == line, f"line {seq} is not canonical"
        version = 3 if "more" in entry and entry["op"] != "evaluate" else OPERATIONS[entry["op"]]
        assert entry["seq"] == seq and entry["v"] == version, f"line {seq}"
        assert entry["t"] >= last, f"line {seq} is dated before the one above it"
        last, level, node = entry["t"], 0, sha(b"\0" + line[:-1])
        while stack and stack[-1][0] == level:
            level, node = level + 1, sha(b"\1" + stack.pop()[1] + node)
        stack.append((level, node))
        held_seen = root_of(stack) if seq + 1 == held_size else held_seen
    assert root_of(stack) == root, "the lines are not those that were signed for"
    assert held_seen == held_root, "the log does not continue the held checkpoint"
    print(f"verified {size} entries, root {root.hex()}")
    print("the held checkpoint is continued 延续留存的检查点" if held else "not compared with a checkpoint from outside 未与外部检查点比对")
try:
    assert len(sys.argv) in (3, 4, 5), __doc__
    verify(pathlib.Path(sys.argv[1]), *sys.argv[2:])
except (AssertionError, OSError, ValueError, KeyError, TypeError) as problem:
    sys.exit(f"refused: {problem}")
