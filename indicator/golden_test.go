package indicator

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
)

// testdata/talib.jsonl.gz holds the outputs of TA-Lib 0.6, the C library,
// run through its abstract interface on testdata/ohlcv.csv (500 bars from
// a linear congruential generator; open, high, low, close, volume): the
// parameter sets "default" and "extra" of the functions below, one case a line.
// All parameter sets and a second, edge series (a flat stretch with zero volume,
// dojis, a monotone rise) are read from $RISKON_REFERENCE/golden/talib if set.

// A golden is one case: a function at some parameters.
type golden struct {
	Function     string
	Set          string
	Params       map[string]float64
	OutBegIdx    int
	OutNBElement int
	Outputs      []struct {
		Name   string
		Values []any
	}
}

// ours returns our columns for a case.
func ours(g golden, b series.Bars) (columns [][]float64, truth func(i int) *big.Float) {
	p := int(g.Params["optInTimePeriod"])
	c := b.Close()
	switch g.Function {
	case "SMA":
		columns = append(columns, SMA(c, p).Values())
	case "EMA":
		columns = append(columns, EMA(c, p).Values())
	case "RSI":
		columns = append(columns, RSI(c, p).Values())
	case "ATR":
		columns = append(columns, ATR(b, p).Values())
	case "MAX":
		columns = append(columns, Max(c, p).Values())
	case "MIN":
		columns = append(columns, Min(c, p).Values())
	case "STDDEV":
		k := g.Params["optInNbDev"]
		columns = append(columns, StdDev(c, p).Values())
		for i := range columns[0] {
			columns[0][i] *= k
		}
		truth = func(i int) *big.Float {
			y := bigStdDev(c.Values()[i-p+1 : i+1])
			return y.Mul(y, wide(k))
		}
	case "MACD":
		l := MACD(c, int(g.Params["optInFastPeriod"]), int(g.Params["optInSlowPeriod"]), int(g.Params["optInSignalPeriod"]))
		columns = append(columns, l.Line.Values(), l.Signal.Values(), l.Histogram.Values())
	}
	return columns, truth
}

// A tally is the golden table's line for a function.
type tally struct {
	cases, rows int
	worst       float64 // largest |a-b| / max(|a|, |b|, median |column|)
	nearer      int     // rows beyond 1e-9 where ours is nearer the truth
}

// check compares a case with ours and counts.
func (y *tally) check(t *testing.T, g golden, b series.Bars) {
	columns, truth := ours(g, b)
	y.cases++
	for j, out := range g.Outputs {
		if len(out.Values) != b.Len()-g.OutBegIdx {
			t.Fatalf("%s %v: %d values from %d", g.Function, g.Params, len(out.Values), g.OutBegIdx)
		}
		theirs := make([]float64, len(out.Values))
		sizes := make([]float64, len(out.Values))
		for i, v := range out.Values {
			theirs[i] = v.(float64)
			sizes[i] = math.Abs(theirs[i])
		}
		slices.Sort(sizes)
		median := sizes[len(sizes)/2]
		got := columns[j]
		for i, want := range theirs {
			at := g.OutBegIdx + i
			y.rows++
			off := math.Abs(got[at]-want) / max(math.Abs(got[at]), math.Abs(want), median)
			switch {
			case got[at] == want:
			case off <= 1e-9:
				y.worst = max(y.worst, off)
			case truth != nil && nearer(got[at], want, truth(at)):
				y.nearer++
			default:
				t.Errorf("%s %v: row %d: %v, TA-Lib %v", g.Function, g.Params, at, got[at], want)
			}
		}
		if first := slices.IndexFunc(got, func(x float64) bool { return x == x }); first != g.OutBegIdx && out.Name != "outMACD" {
			t.Errorf("%s %v %s: starts at %d, TA-Lib at %d", g.Function, g.Params, out.Name, first, g.OutBegIdx)
		}
	}
}

// nearer reports whether a is nearer to the truth than b.
func nearer(a, b float64, truth *big.Float) bool {
	da := new(big.Float).Sub(wide(a), truth)
	db := new(big.Float).Sub(wide(b), truth)
	return da.Abs(da).Cmp(db.Abs(db)) < 0
}

// runGolden checks all cases in r on the bars of prices.
func runGolden(t *testing.T, r io.Reader, b series.Bars, table map[string]*tally) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var g golden
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		if table[g.Function] == nil {
			table[g.Function] = new(tally)
		}
		table[g.Function].check(t, g, b)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func readBars(t testing.TB, name string) series.Bars {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var bars []series.Bar
	for i, rec := range records {
		var x [5]float64
		for j := range x {
			if x[j], err = strconv.ParseFloat(rec[j], 64); err != nil {
				t.Fatal(err)
			}
		}
		bars = append(bars, bar(i, x[0], x[1], x[2], x[3], x[4]))
	}
	return mustBars(t, bars)
}

func goldenText(t testing.TB) []byte {
	t.Helper()
	f, err := os.Open("testdata/talib.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func report(t *testing.T, table map[string]*tally, nearer map[string]int) {
	var lines []string
	for name, y := range table {
		lines = append(lines, fmt.Sprintf("%-7s %2d cases %6d rows, largest error %.1e, nearer the truth %d", name, y.cases, y.rows, y.worst, y.nearer))
		if y.nearer != nearer[name] {
			t.Errorf("%s: %d rows nearer the truth, known %d", name, y.nearer, nearer[name])
		}
	}
	slices.Sort(lines)
	t.Log("\n" + strings.Join(lines, "\n"))
}

func TestGolden(t *testing.T) {
	table := map[string]*tally{}
	runGolden(t, bytes.NewReader(goldenText(t)), readBars(t, "testdata/ohlcv.csv"), table)
	if len(table) != 8 {
		t.Errorf("%d functions", len(table))
	}
	report(t, table, nil)
}

func TestGoldenAll(t *testing.T) {
	root := os.Getenv("RISKON_REFERENCE")
	if root == "" {
		t.Skip("RISKON_REFERENCE is not set: only the committed cases are compared")
	}
	root = filepath.Join(root, "golden", "talib")
	table := map[string]*tally{}
	for dir, bars := range map[string]string{"plain": "ohlcv.csv", "edge": "ohlcv_edge.csv"} {
		b := readBars(t, filepath.Join(root, bars))
		for _, f := range []string{"SMA", "EMA", "RSI", "MACD", "ATR", "MAX", "MIN", "STDDEV"} {
			text, err := os.ReadFile(filepath.Join(root, dir, f+".jsonl"))
			if err != nil {
				t.Fatal(err)
			}
			runGolden(t, bytes.NewReader(text), b, table)
		}
	}
	report(t, table, map[string]int{"STDDEV": 119})
}
