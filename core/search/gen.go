//go:build ignore

// gen makes t2s.txt of OpenCC's table of characters; see t2s.md.
package main

import (
	"bufio"
	"log"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	table := map[string]string{}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		from, to, _ := strings.Cut(lines.Text(), "\t")
		// The first that differs: 瞭 is listed as 瞭 and 了, and a search wants
		// 瞭解 and 了解 to be one.
		for _, c := range strings.Fields(to) {
			if c != from {
				table[from] = c
				break
			}
		}
	}
	for from, to := range table {
		for table[to] != "" && table[to] != from { // 薴 → 苧 → 苎
			to = table[to]
		}
		table[from] = to
	}
	groups := map[[2]int][]string{}
	for _, from := range slices.Sorted(maps.Keys(table)) {
		size := [2]int{len(from), len(table[from])}
		groups[size] = append(groups[size], from+table[from])
	}
	var out strings.Builder
	for _, size := range [][2]int{{3, 3}, {3, 4}, {4, 3}, {4, 4}} {
		out.WriteString(strings.Join(groups[size], "") + "\n")
	}
	if err := os.WriteFile("t2s.txt", []byte(out.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}
