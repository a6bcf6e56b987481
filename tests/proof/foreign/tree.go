package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

// folder reads the tiles of an export. Its paths are C2SP's, which do not have the height that Go's have.
type folder string

func (f folder) path(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tile.H))
	path = strings.Replace(path, "data/", "entries/", 1)
	return filepath.Join(string(f), "tile", path)
}

func (f folder) Height() int { return tileHeight }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(f.path(tile))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", f.path(tile), len(data))
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func nextRecord(bundle []byte) (record, rest []byte, err error) {
	if len(bundle) < 2 {
		return nil, nil, fmt.Errorf("a bundle is cut off")
	}
	length := int(binary.BigEndian.Uint16(bundle))
	if len(bundle) < 2+length {
		return nil, nil, fmt.Errorf("a bundle is cut off")
	}
	return bundle[2 : 2+length], bundle[2+length:], nil
}

// checkBundle holds the records of one bundle against the leaves that the tree vouches for.
func checkBundle(f folder, tile tlog.Tile, hashes tlog.HashReader) error {
	bundle, err := os.ReadFile(f.path(tile))
	if err != nil {
		return err
	}
	var indexes []int64
	for i := 0; i < tile.W; i++ {
		indexes = append(indexes, tlog.StoredHashIndex(0, tile.N<<tileHeight+int64(i)))
	}
	leaves, err := hashes.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, leaf := range leaves {
		var record []byte
		record, bundle, err = nextRecord(bundle)
		if err != nil {
			return err
		}
		if tlog.RecordHash(record) != leaf {
			return fmt.Errorf("record %d is not the one in the tree", tile.N<<tileHeight+int64(i))
		}
	}
	if len(bundle) != 0 {
		return fmt.Errorf("%s has more records than its tile", f.path(tile))
	}
	return nil
}

// checkRecords walks the bundles with the records of index first to last.
func checkRecords(f folder, tree tlog.Tree, hashes tlog.HashReader, first, last int64) error {
	for n := first >> tileHeight; n<<tileHeight <= last; n++ {
		tile := tlog.Tile{H: tileHeight, L: -1, N: n, W: 1 << tileHeight}
		if left := tree.N - n<<tileHeight; left < int64(tile.W) {
			tile.W = int(left)
		}
		if err := checkBundle(f, tile, hashes); err != nil {
			return err
		}
	}
	return nil
}

// checkEveryTile has the reader authenticate each tile of each level, also those that no record asks for.
func checkEveryTile(tree tlog.Tree, hashes tlog.HashReader) error {
	for level := 0; tree.N>>(tileHeight*level) > 0; level++ {
		count := tree.N >> (tileHeight * level)
		for n := int64(0); n < count; n += 1 << tileHeight {
			last := n + 1<<tileHeight - 1
			if last >= count {
				last = count - 1
			}
			if _, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(tileHeight*level, last)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// proveRecords makes proofs from the tiles and checks them, for some records of index first to last.
func proveRecords(tree tlog.Tree, hashes tlog.HashReader, first, last int64) error {
	for _, index := range []int64{first, first + (last-first)/3, first + (last-first)/2, last} {
		proof, err := tlog.ProveRecord(tree.N, index, hashes)
		if err != nil {
			return err
		}
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf[0]); err != nil {
			return err
		}
	}
	return nil
}

func proveGrowth(tree tlog.Tree, size int64, hashes tlog.HashReader) error {
	older, err := tlog.TreeHash(size, hashes)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, size, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, size, older)
}

// openTree reads the checkpoint and has the tiles give its root.
func openTree(dir, vkey string) (folder, tlog.Tree, tlog.HashReader, error) {
	tree, err := readCheckpoint(vkey, filepath.Join(dir, "checkpoint"))
	if err != nil {
		return "", tree, nil, err
	}
	hashes := tlog.TileHashReader(tree, folder(dir))
	root, err := tlog.TreeHash(tree.N, hashes)
	if err == nil && root != tree.Hash {
		err = fmt.Errorf("the tiles give another root than the checkpoint")
	}
	return folder(dir), tree, hashes, err
}

// checkTree holds an export of all records against its checkpoint, and the tree against those of the older sizes.
func checkTree(dir, vkey string, olderSizes []string) error {
	f, tree, hashes, err := openTree(dir, vkey)
	if err != nil || tree.N == 0 {
		return err
	}
	if err := checkEveryTile(tree, hashes); err != nil {
		return err
	}
	if err := checkRecords(f, tree, hashes, 0, tree.N-1); err != nil {
		return err
	}
	if err := proveRecords(tree, hashes, 0, tree.N-1); err != nil {
		return err
	}
	for _, text := range olderSizes {
		size, err := strconv.ParseInt(text, 10, 64)
		if err != nil || size < 1 || size > tree.N {
			return fmt.Errorf("%q is no older size", text)
		}
		if err := proveGrowth(tree, size, hashes); err != nil {
			return err
		}
	}
	return nil
}

// checkRange holds an export of the records at the positions first to last, counted from 1, against its checkpoint.
func checkRange(dir, vkey, firstText, lastText string) error {
	f, tree, hashes, err := openTree(dir, vkey)
	if err != nil {
		return err
	}
	first, err1 := strconv.ParseInt(firstText, 10, 64)
	last, err2 := strconv.ParseInt(lastText, 10, 64)
	if err1 != nil || err2 != nil || first < 1 || last < first || last > tree.N {
		return fmt.Errorf("the log has no records %s to %s", firstText, lastText)
	}
	if err := checkRecords(f, tree, hashes, first-1, last-1); err != nil {
		return err
	}
	return proveRecords(tree, hashes, first-1, last-1)
}
