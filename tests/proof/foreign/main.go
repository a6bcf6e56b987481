// A verifier of lapor's logs that stands on code which is not ours: golang.org/x/mod/sumdb. Exit status 0: all of it holds;
// 1: it does not, and the last line says why; 2: it was called wrongly.
package main

import (
	"fmt"
	"os"
	"sort"
)

type command struct {
	usage string
	least int // arguments
	run   func(args []string) error
}

var commands = map[string]command{
	"verify-note":       {"VKEY NOTE", 2, func(a []string) error { return verifyNote(a[0], a[1]) }},
	"sign-note":         {"NAME TEXT NOTE VKEY_FILE KEY_FILE", 5, signNote},
	"check-tree":        {"DIR VKEY [OLD_SIZE...]", 2, func(a []string) error { return checkTree(a[0], a[1], a[2:]) }},
	"check-range":       {"DIR VKEY FIRST LAST", 4, func(a []string) error { return checkRange(a[0], a[1], a[2], a[3]) }},
	"check-proof":       {"VKEY PROOF RECORD", 3, func(a []string) error { return checkProof(a[0], a[1], a[2]) }},
	"check-consistency": {"VKEY OLD_NOTE NEW_NOTE HASHES", 4, func(a []string) error { return checkConsistency(a[0], a[1], a[2], a[3]) }},
}

func usage() {
	var names []string
	for name := range commands {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintln(os.Stderr, "usage: foreign_verifier", name, commands[name].usage)
	}
	os.Exit(2)
}

func main() {
	if len(os.Args) < 2 {
		usage()
	}
	chosen, known := commands[os.Args[1]]
	if !known || len(os.Args)-2 < chosen.least {
		usage()
	}
	if err := chosen.run(os.Args[2:]); err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}
