// Command verify checks a publication log with code that others wrote: Go's checksum-database
// library (golang.org/x/mod/sumdb), as Debian packages it. It shares no line with the product.
//
//	verify [-witness VKEY] [-all] FOLDER VKEY [OLDER-CHECKPOINT]
//
// FOLDER holds the log as it is served. The older checkpoint, a file anywhere, must be a beginning
// of the newer one. With -witness, that witness must have cosigned.
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height  = 8
	width   = 1 << height
	sampled = 2000 // entries whose inclusion proof is made and checked
)

// folder reads tiles where C2SP's tlog-tiles puts them: the height is left out of the path, and
// bundles of entries are called so.
type folder string

func (f folder) Height() int { return height }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		content, err := os.ReadFile(filepath.Join(string(f), path(tile)))
		if err != nil {
			return nil, err
		}
		found = append(found, content)
	}
	return found, nil
}

func path(tile tlog.Tile) string {
	name := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	if rest := strings.TrimPrefix(name, "data/"); rest != name {
		name = "entries/" + rest
	}
	return filepath.Join("tile", name)
}

// cosigner verifies a witness's lines, a kind of signature that the library does not know.
type cosigner struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string { return c.name }

func (c cosigner) KeyHash() uint32 { return c.id }

func (c cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	stated := binary.BigEndian.Uint64(signature)
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", stated, text)
	return ed25519.Verify(c.key, []byte(signed), signature[8:])
}

func newCosigner(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("malformed witness key")
	}
	id, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return nil, fmt.Errorf("malformed witness key")
	}
	return cosigner{parts[0], uint32(id), ed25519.PublicKey(key[1:])}, nil
}

// open reads a checkpoint that the log has signed and, if asked, the witness has cosigned.
func open(file string, log, witness note.Verifier) (tlog.Tree, error) {
	var tree tlog.Tree
	content, err := os.ReadFile(file)
	if err != nil {
		return tree, err
	}
	known := note.VerifierList(log)
	if witness != nil {
		known = note.VerifierList(log, witness)
	}
	opened, err := note.Open(content, known)
	if err != nil {
		return tree, err
	}
	signers := map[uint32]bool{}
	for _, signature := range opened.Sigs {
		// The library reads base64 whose last bits say nothing; here they must be zero.
		if _, err := base64.StdEncoding.Strict().DecodeString(signature.Base64); err != nil {
			return tree, err
		}
		signers[signature.Hash] = true
	}
	if !signers[log.KeyHash()] {
		return tree, fmt.Errorf("not signed by the log")
	}
	if witness != nil && !signers[witness.KeyHash()] {
		return tree, fmt.Errorf("not cosigned by the witness")
	}
	return parse(opened.Text, log.Name())
}

func parse(text, origin string) (tlog.Tree, error) {
	var tree tlog.Tree
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] != origin || lines[3] != "" {
		return tree, fmt.Errorf("malformed checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tree, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tree, fmt.Errorf("malformed root")
	}
	tree.N = size
	copy(tree.Hash[:], root)
	return tree, nil
}

// checkEntries compares the hash of every entry with its place in the tree, and makes and checks
// the inclusion proof of some of them.
func checkEntries(dir string, tree tlog.Tree, hashes tlog.HashReader, step int64) error {
	index := int64(0)
	for bundle := int64(0); bundle*width < tree.N; bundle++ {
		tile := tlog.Tile{H: height, L: -1, N: bundle, W: width}
		if tree.N < (bundle+1)*width {
			tile.W = int(tree.N - bundle*width)
		}
		content, err := os.ReadFile(filepath.Join(dir, path(tile)))
		if err != nil {
			return err
		}
		var stored []int64
		for at := int64(0); at < int64(tile.W); at++ {
			stored = append(stored, tlog.StoredHashIndex(0, index+at))
		}
		leaves, err := hashes.ReadHashes(stored)
		if err != nil {
			return err
		}
		for at := 0; at < tile.W; at++ {
			if len(content) < 2 || len(content) < 2+int(binary.BigEndian.Uint16(content)) {
				return fmt.Errorf("bundle %d is cut off", bundle)
			}
			length := int(binary.BigEndian.Uint16(content))
			entry := content[2 : 2+length]
			content = content[2+length:]
			hash := tlog.RecordHash(entry)
			if hash != leaves[at] {
				return fmt.Errorf("entry %d is not the one in the tree", index)
			}
			if index%step == 0 {
				proof, err := tlog.ProveRecord(tree.N, index, hashes)
				if err != nil {
					return err
				}
				if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, hash); err != nil {
					return fmt.Errorf("entry %d: %v", index, err)
				}
			}
			index++
		}
		if len(content) != 0 {
			return fmt.Errorf("bundle %d is too long", bundle)
		}
	}
	return nil
}

func run(dir, vkey, older, witnessKey string, all bool) error {
	log, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	var witness note.Verifier
	if witnessKey != "" {
		if witness, err = newCosigner(witnessKey); err != nil {
			return err
		}
	}
	tree, err := open(filepath.Join(dir, "checkpoint"), log, witness)
	if err != nil {
		return fmt.Errorf("checkpoint: %v", err)
	}
	hashes := tlog.TileHashReader(tree, folder(dir))
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return fmt.Errorf("tree: %v", err)
	}
	if root != tree.Hash {
		return fmt.Errorf("tree: another root")
	}
	step := int64(1)
	if !all && tree.N > sampled {
		step = tree.N / sampled
	}
	if err := checkEntries(dir, tree, hashes, step); err != nil {
		return err
	}
	if older != "" {
		before, err := open(older, log, nil)
		if err != nil {
			return fmt.Errorf("older checkpoint: %v", err)
		}
		proof, err := tlog.ProveTree(tree.N, before.N, hashes)
		if err != nil {
			return fmt.Errorf("consistency: %v", err)
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash); err != nil {
			return fmt.Errorf("consistency: %v", err)
		}
	}
	fmt.Printf("OK %d entries, root %v\n", tree.N, tree.Hash)
	return nil
}

func main() {
	witness := flag.String("witness", "", "verifier key of a witness that must have cosigned")
	all := flag.Bool("all", false, "prove every entry, not a sample")
	flag.Parse()
	if flag.NArg() < 2 || flag.NArg() > 3 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), flag.Arg(1), flag.Arg(2), *witness, *all); err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
}
