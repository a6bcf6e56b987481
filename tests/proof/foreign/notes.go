package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// openNote gives the text of a note that the key has signed.
func openNote(vkey string, whole []byte) (string, error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(vkey))
	if err != nil {
		return "", err
	}
	opened, err := note.Open(whole, note.VerifierList(verifier))
	if err != nil {
		return "", err
	}
	return opened.Text, nil
}

func verifyNote(vkey, path string) error {
	whole, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	_, err = openNote(vkey, whole)
	return err
}

// signNote makes a key and signs the text of a file with it.
func signNote(args []string) error {
	text, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	skey, vkey, err := note.GenerateKey(rand.Reader, args[0])
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return err
	}
	whole, err := note.Sign(&note.Note{Text: string(text)}, signer)
	if err != nil {
		return err
	}
	for path, content := range map[string][]byte{args[2]: whole, args[3]: []byte(vkey), args[4]: []byte(skey)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// openCheckpoint reads the three lines of a signed checkpoint; the log must be named as its key is.
func openCheckpoint(vkey string, whole []byte) (tlog.Tree, error) {
	text, err := openNote(vkey, whole)
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || !strings.HasPrefix(vkey, lines[0]+"+") {
		return tlog.Tree{}, fmt.Errorf("no checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || lines[1] != strconv.FormatInt(size, 10) {
		return tlog.Tree{}, fmt.Errorf("%q is no size", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tlog.Tree{}, err
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

func readCheckpoint(vkey, path string) (tlog.Tree, error) {
	whole, err := os.ReadFile(path)
	if err != nil {
		return tlog.Tree{}, err
	}
	return openCheckpoint(vkey, whole)
}

func parseHashes(lines [][]byte) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(string(line))
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

// parseProof takes a c2sp.org/tlog-proof@v1 apart: the index, the hashes, the checkpoint's note.
func parseProof(text []byte) (int64, []tlog.Hash, []byte, error) {
	end := bytes.Index(text, []byte("\n\n"))
	if end < 0 {
		return 0, nil, nil, fmt.Errorf("no empty line in the proof")
	}
	lines := bytes.Split(text[:end], []byte("\n"))
	if string(lines[0]) != "c2sp.org/tlog-proof@v1" || len(lines) < 2 {
		return 0, nil, nil, fmt.Errorf("not a proof")
	}
	lines = lines[1:]
	if bytes.HasPrefix(lines[0], []byte("extra ")) && len(lines) > 1 {
		lines = lines[1:]
	}
	number := strings.TrimPrefix(string(lines[0]), "index ")
	index, err := strconv.ParseInt(number, 10, 64)
	if err != nil || string(lines[0]) != "index "+strconv.FormatInt(index, 10) {
		return 0, nil, nil, fmt.Errorf("%q is no index", lines[0])
	}
	hashes, err := parseHashes(lines[1:])
	return index, hashes, text[end+2:], err
}

func checkProof(vkey, proofPath, recordPath string) error {
	text, err := os.ReadFile(proofPath)
	if err != nil {
		return err
	}
	record, err := os.ReadFile(recordPath)
	if err != nil {
		return err
	}
	index, hashes, whole, err := parseProof(text)
	if err != nil {
		return err
	}
	tree, err := openCheckpoint(vkey, whole)
	if err != nil {
		return err
	}
	if index < 0 || index >= tree.N {
		return fmt.Errorf("the log has no record %d", index)
	}
	return tlog.CheckRecord(hashes, tree.N, tree.Hash, index, tlog.RecordHash(record))
}

// checkConsistency holds two checkpoints against a file with a hash a line.
func checkConsistency(vkey, oldPath, newPath, hashesPath string) error {
	older, err := readCheckpoint(vkey, oldPath)
	if err != nil {
		return err
	}
	newer, err := readCheckpoint(vkey, newPath)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(hashesPath)
	if err != nil {
		return err
	}
	var lines [][]byte
	if len(text) > 0 {
		lines = bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	}
	hashes, err := parseHashes(lines)
	if err != nil {
		return err
	}
	return tlog.CheckTree(hashes, newer.N, newer.Hash, older.N, older.Hash)
}
