package candle

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// testdata/candles.csv.gz holds the first 5,000 of 50,000 bars that a linear
// congruential generator made, prone to patterns: open, high, low, close, volume.
// testdata/hits.jsonl.gz holds what TA-Lib 0.6, the C library, says of them, run
// through its abstract interface: one case a line, a function at a penetration,
// with the first output's index and [index, value] of every output that is not 0.
// All bars, and the edge cases, are read from $RISKON_REFERENCE/golden/talib if it
// is set. Both are compared exactly.

var update = flag.Bool("update", false, "make testdata anew from the reference")

// A golden is one case.
type golden struct {
	Function  string
	Set       string
	Params    struct{ OptInPenetration float64 }
	OutBegIdx int
	Outputs   []struct {
		Nonzero [][2]int
		Values  []int
	}
}

// numbers returns the outputs for n bars, NaN in warm-up.
func (g golden) numbers(n int) []float64 {
	out := make([]float64, n)
	for i := range min(g.OutBegIdx, n) {
		out[i] = math.NaN()
	}
	for _, hit := range g.Outputs[0].Nonzero {
		out[hit[0]] = float64(hit[1])
	}
	for i, v := range g.Outputs[0].Values {
		out[g.OutBegIdx+i] = float64(v)
	}
	return out
}

// barOf returns day i with these prices.
func barOf(i int, open, high, low, close float64) series.Bar {
	start := time.Unix(0, 0).UTC().AddDate(0, 0, i)
	return series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: open, High: high, Low: low, Close: close, Volume: math.NaN()}
}

func barsOf(t testing.TB, list []series.Bar) series.Bars {
	t.Helper()
	b, err := series.NewBars(list)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func readBars(t testing.TB, r io.Reader) series.Bars {
	t.Helper()
	records, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []series.Bar
	for i, rec := range records {
		var x [4]float64
		for j := range x {
			if x[j], err = strconv.ParseFloat(rec[j], 64); err != nil {
				t.Fatal(err)
			}
		}
		list = append(list, barOf(i, x[0], x[1], x[2], x[3]))
	}
	return barsOf(t, list)
}

// tallies counts what is compared.
type tallies struct{ cases, bars, hits, wrong int }

// compare checks all cases in r on the bars.
func compare(t *testing.T, r io.Reader, b series.Bars, y *tallies) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var g golden
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		p, err := Parse(g.Function)
		if err != nil {
			t.Fatal(err)
		}
		y.cases++
		wrong := 0
		got := Series(b, p, Settings{Penetration: g.Params.OptInPenetration}).Values()
		for i, want := range g.numbers(b.Len()) {
			y.bars++
			if want != 0 && want == want {
				y.hits++
			}
			if got[i] != want && (got[i] == got[i] || want == want) {
				if wrong++; wrong < 4 {
					t.Errorf("%v %s: bar %d is %v, TA-Lib %v", p, g.Set, i, got[i], want)
				}
			}
		}
		y.wrong += wrong
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func unzip(t testing.TB, name string) io.Reader {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestGolden(t *testing.T) {
	var y tallies
	compare(t, unzip(t, "hits.jsonl.gz"), readBars(t, unzip(t, "candles.csv.gz")), &y)
	t.Logf("%+v", y)
	if y.cases < 61+7*2 {
		t.Errorf("only %d cases", y.cases)
	}
}

func TestGoldenAll(t *testing.T) {
	root := os.Getenv("RISKON_REFERENCE")
	if root == "" {
		t.Skip("RISKON_REFERENCE is not set: only the committed bars are compared")
	}
	root = filepath.Join(root, "golden", "talib")
	if *update {
		write(t, root)
	}
	for _, part := range [][2]string{{"candles.csv", "candles_sparse"}, {"ohlcv.csv", "plain"}, {"ohlcv_edge.csv", "edge"}} {
		f, err := os.Open(filepath.Join(root, part[0]))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		bars := readBars(t, f)
		var y tallies
		functions := 0
		for _, p := range All() {
			text, err := os.ReadFile(filepath.Join(root, part[1], p.TALib()+".jsonl"))
			if err != nil {
				continue
			}
			functions++
			compare(t, bytes.NewReader(text), bars, &y)
		}
		t.Logf("%s: %d functions, %+v", part[1], functions, y)
		if functions != 61 {
			t.Errorf("%s: %d functions", part[1], functions)
		}
	}
}

// write makes testdata anew from the reference.
func write(t *testing.T, root string) {
	const bars = 5000
	text, err := os.ReadFile(filepath.Join(root, "candles.csv"))
	if err != nil {
		t.Fatal(err)
	}
	zip(t, "candles.csv.gz", strings.Join(strings.SplitAfter(string(text), "\n")[:bars], ""))
	var lines strings.Builder
	for _, p := range All() {
		text, err := os.ReadFile(filepath.Join(root, "candles_sparse", p.TALib()+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			var g golden
			if err := json.Unmarshal([]byte(line), &g); err != nil {
				t.Fatal(err)
			}
			var hits []string
			for _, h := range g.Outputs[0].Nonzero {
				if h[0] < bars {
					hits = append(hits, fmt.Sprintf("[%d,%d]", h[0], h[1]))
				}
			}
			fmt.Fprintf(&lines, `{"function":%q,"set":%q,"params":{"optInPenetration":%v},"outBegIdx":%d,"outputs":[{"nonzero":[%s]}]}`+"\n",
				g.Function, g.Set, g.Params.OptInPenetration, g.OutBegIdx, strings.Join(hits, ","))
		}
	}
	zip(t, "hits.jsonl.gz", lines.String())
}

func zip(t *testing.T, name, text string) {
	t.Helper()
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("testdata", name), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
