#!/usr/bin/env python3
"""Follows docs/audit.md literally: saves its files, runs its commands in order, and wants what the page promises.

usage: docs_audit.py PAGE LAPOR
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VERIFIED = re.compile(r"^verified: (\d+) records, root ([0-9a-f]{64})$", re.MULTILINE)

PROVEN = re.compile(r"^proven: position (\d+) of (\d+)$", re.MULTILINE)


def follow(page, lapor, folder):
    heads, proofs, refused = [], [], 0
    for language, note, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if note.startswith("file="):
            (folder / note.removeprefix("file=")).write_text(text, encoding="utf-8")
            continue
        assert language == "sh", f"a block of {language} that is neither a file nor a command"
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=folder, env={**os.environ, "LAPOR": lapor},
                              capture_output=True, text=True, timeout=300)
        print(text, done.stdout, done.stderr, sep="\n")
        fails = note == "fails"
        assert (done.returncode != 0) == fails, f"exit code {done.returncode}"
        refused += fails
        assert not fails or "do not give the root that was signed" in done.stderr or "is cut off" in done.stderr
        heads += VERIFIED.findall(done.stdout)
        proofs += PROVEN.findall(done.stdout)
    return heads, proofs, refused


def main():
    page, lapor = pathlib.Path(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        heads, proofs, refused = follow(page, lapor, pathlib.Path(folder))
    assert len(heads) == 3, "Python, Go, and Python with an older checkpoint"
    assert len(set(heads)) == 1, f"they disagree: {heads}"
    assert int(heads[0][0]) > 1000, "a log of some size"
    assert refused == 1
    assert len(proofs) == 1 and proofs[0][1] == heads[0][0], "a record, proven in that very log"
    print(f"docs/audit.md: {len(heads)} verifications, {refused} refused alteration")


if __name__ == "__main__":
    main()
