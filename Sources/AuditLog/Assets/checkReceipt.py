#!/usr/bin/env python3
"""Check a receipt by openssl alone 核对审查决定的回执: RECEIPT 回执, VERIFIER-KEY 公钥 [, DOSSIER 卷宗]."""
import base64, hashlib, hmac, json, pathlib, subprocess, sys, tempfile
sha = lambda data: hashlib.sha256(data).digest()
def check_checkpoint(text, vkey):
    name, key_id, key = (vkey.split("+", 2) + ["", ""])[:3]
    key = base64.b64decode(key, validate=True)
    assert key[:1] == b"\1" and sha(name.encode() + b"\n" + key)[:4].hex() == key_id, "verifier key 公钥"
    origin, size, root, empty, line, end = text.split("\n")
    dash, signer, mark = line.split(" ")
    mark, body = base64.b64decode(mark, validate=True), f"{origin}\n{size}\n{root}\n".encode()
    assert (origin, dash, signer, empty, end) == (name, "—", name, "", ""), "checkpoint form 检查点格式"
    assert mark[:4].hex() == key_id, "signed by another key 由另一把密钥签署"
    with tempfile.TemporaryDirectory() as folder:
        spki = bytes.fromhex("302a300506032b6570032100") + key[1:]
        for file, content in (("key", spki), ("body", body), ("signature", mark[4:])):
            (pathlib.Path(folder) / file).write_bytes(content)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in body -sigfile signature".split()
        assert subprocess.run(command, cwd=folder, capture_output=True).returncode == 0, "signature 签名"
    return int(size), base64.b64decode(root, validate=True)
def root_from(leaf, index, size, path):
    last = size - 1
    for sibling in path:
        assert last > 0, "proof too long 证明过长"
        if index & 1 or index == last:
            leaf = sha(b"\1" + sibling + leaf)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            leaf = sha(b"\1" + leaf + sibling)
        index, last = index >> 1, last >> 1
    assert last == 0, "proof too short 证明过短"
    return leaf
def check_body(name, salt, body, entry):
    code = hmac.new(bytes.fromhex(salt), body, hashlib.sha256).hexdigest()
    assert code == entry[name]["c"], f"{name}: not what the line commits to 与日志所记不符"
def main(receipt, vkey, dossier=None):
    receipt = json.loads(pathlib.Path(receipt).read_bytes())
    line, (head, checkpoint) = receipt["line"].encode(), receipt["proof"].split("\n\n", 1)
    version, index, *path = head.split("\n")
    assert version == "c2sp.org/tlog-proof@v1", "proof form 证明格式"
    size, root = check_checkpoint(checkpoint, vkey)
    index, entry = int(index.removeprefix("index ")), json.loads(line)
    hashes = [base64.b64decode(part, validate=True) for part in path]
    assert entry["seq"] == index < size and root_from(sha(b"\0" + line), index, size, hashes) == root, "proof 证明"
    check_body("result", receipt["salts"]["result"], receipt["result"].encode(), entry)
    result = json.loads(receipt["result"])
    hits = {finding["rule"] for finding in result["findings"] if finding["verdict"] == "notMet"}
    assert (result["decision"], hits) == (entry["decision"], set(entry["hits"])), "decision 决定"
    if dossier:
        check_body("dossier", receipt["salts"]["dossier"], pathlib.Path(dossier).read_bytes(), entry)
    more = {"release": "?", "rule_changes": {"count": "?", "first": []}} | entry.get("more", {})
    print(f"valid 有效: {index} {entry['t']} {entry['project']} {entry['decision']} {' '.join(entry['hits'])}")
    print("released rules 正式版:", more["release"], more.get("release_signer", "(signed by no authority 未经签发)"))
    print(f"rules other than the released 与正式版不同的规则: {more['rule_changes']['count']}", *more["rule_changes"]["first"], sep="\n  ")
try:
    assert len(sys.argv) in (3, 4), __doc__
    main(*sys.argv[1:])
except (AssertionError, OSError, ValueError, KeyError, TypeError) as problem:
    sys.exit(f"refused 不予认可: {problem}")
