package ratio

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
)

// readJSON reads a file of reference values.
func readJSON(t testing.TB, path string, to any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// readTable reads a CSV file: its header, and its rows.
func readTable(t testing.TB, path string) (head []string, rows [][]string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

// readColumn reads one column of a CSV file.
func readColumn(t testing.TB, path, name string) []float64 {
	t.Helper()
	head, rows := readTable(t, path)
	out := make([]float64, len(rows))
	for i, row := range rows {
		out[i] = cell(t, row[slices.Index(head, name)])
	}
	return out
}

// cell is the number of a cell, NaN where it is empty.
func cell(t testing.TB, text string) float64 {
	t.Helper()
	if text == "" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
