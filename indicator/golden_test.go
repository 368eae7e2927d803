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
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/riskon/riskon/indicator/candle"
	"github.com/riskon/riskon/series"
)

// testdata/talib.jsonl.gz holds the outputs of TA-Lib 0.6, the C library,
// run through its abstract interface on testdata/ohlcv.csv (500 bars from a linear
// congruential generator; open, high, low, close, volume) and, in talib_edge.jsonl.gz,
// on testdata/ohlcv_edge.csv (with a flat stretch without volume, dojis, a monotone rise): the
// parameter sets "default" and "extra", one case a line. All parameter sets
// are read from $RISKON_REFERENCE/golden/talib if it is set. Package candle has the
// committed cases of the candlestick patterns.

// A golden is one case: a function of TA-Lib at some parameters.
type golden struct {
	Function     string
	Set          string
	Params       ordered
	OutBegIdx    int
	OutNBElement int
	Outputs      []struct {
		Name   string
		Values []any
	}
}

// ordered is the values of a JSON object, in its order.
type ordered []float64

func (o *ordered) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if x, ok := token.(float64); ok {
			*o = append(*o, x)
		}
	}
}

// spec returns the case as text for Eval: TA-Lib's name and parameters.
func (g golden) spec() string {
	var b strings.Builder
	for _, x := range g.Params {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatFloat(x, 'g', -1, 64))
	}
	return g.Function + "(" + b.String() + ")"
}

// A tally is the golden table's line for a function.
type tally struct {
	cases, rows int
	worst       float64 // largest |a-b| / max(|a|, |b|, median |column|) of rows that pass
	deviations
}

// deviations counts the rows that do not agree to 1e-9.
type deviations struct {
	nearer  int // TA-Lib's rounding noise: ours is nearer to the oracle
	differs int // for the reason given in differences; ours is what the oracle says
}

// noisy are the functions whose rounding in TA-Lib loses more than 1e-9, as it
// subtracts sums of squares, or products, from each other: a row of them passes if
// the oracle, which is exact here, is nearer to ours.
var noisy = map[string]bool{
	"STDDEV": true, "VAR": true, "BBANDS": true, "CORREL": true,
	"LINEARREG": true, "LINEARREG_SLOPE": true, "LINEARREG_INTERCEPT": true, "LINEARREG_ANGLE": true, "TSF": true,
}

// ours are the indicators that TA-Lib does not have.
var ours = map[string]bool{
	"DownsideBeta": true, "HedgeRatio": true, "Kendall": true, "PercentRank": true, "Spearman": true, "ZScore": true,
}

// check compares a case with ours and counts. periods is MAVP's second input.
func (y *tally) check(t *testing.T, g golden, b series.Bars) {
	var more []series.Series
	d := dataOf(b)
	if g.Function == "MAVP" {
		periods := make([]float64, b.Len())
		for i := range periods {
			periods[i] = float64(2 + i%29)
		}
		d.y = periods
		more = append(more, onClock(b.Close().UnixNanos(), periods))
	}
	f, err := Eval(g.spec(), b, more...)
	if err != nil {
		t.Fatal(err)
	}
	var truth [][]float64
	y.cases++
	for j, out := range g.Outputs {
		theirs := make([]float64, len(out.Values))
		for i, v := range out.Values {
			switch v := v.(type) {
			case float64:
				theirs[i] = v
			case string:
				theirs[i], _ = strconv.ParseFloat(v, 64)
			}
		}
		if len(theirs) != b.Len()-g.OutBegIdx {
			t.Fatalf("%s: %d values from %d", g.spec(), len(theirs), g.OutBegIdx)
		}
		median, got := scale(theirs), f.Column(j).Values()
		for i, want := range theirs {
			at := g.OutBegIdx + i
			y.rows++
			switch a := got[at]; {
			case near(a, want, median, 1e-9):
				if a != want {
					y.worst = max(y.worst, math.Abs(a-want)/max(math.Abs(a), math.Abs(want), median))
				}
			case noisy[g.Function] && math.Abs(a-judge(t, g, d, &truth)[j][at]) < math.Abs(want-truth[j][at]):
				y.nearer++
			default:
				y.differs++
				if differences[g.Function].why == "" || !near(a, judge(t, g, d, &truth)[j][at], median, 1e-9) {
					t.Errorf("%s %s: row %d: %v, TA-Lib %v", g.spec(), out.Name, at, a, want)
					return
				}
			}
		}
		// The last output begins where TA-Lib's do, the others not later.
		first := slices.IndexFunc(got, func(x float64) bool { return x == x })
		if first > g.OutBegIdx || j == len(g.Outputs)-1 && first != g.OutBegIdx {
			t.Errorf("%s %s: starts at %d, TA-Lib at %d", g.spec(), out.Name, first, g.OutBegIdx)
		}
	}
}

// judge returns the oracle's answer to a case, computed once.
func judge(t *testing.T, g golden, d data, truth *[][]float64) [][]float64 {
	if *truth == nil {
		s, err := Parse(g.spec())
		if err != nil {
			t.Fatal(err)
		}
		*truth = oracles()[s.entry.Name](s.params, d)
	}
	return *truth
}

// runGolden checks all cases in r on the bars.
func runGolden(t *testing.T, r io.Reader, b series.Bars, table map[string]*tally) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var g golden
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		if e, _ := lookup(g.Function); e == nil {
			continue // vector arithmetic or a transform; TestGolden counts what is compared
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

func goldenText(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
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

// report prints the golden table and compares its counts with known ones.
func report(t *testing.T, table map[string]*tally, known func(difference) deviations) {
	var lines []string
	cases, rows := 0, 0
	for name, y := range table {
		line := fmt.Sprintf("%-19s %3d cases %6d rows, largest error %.1e", name, y.cases, y.rows, y.worst)
		if y.nearer > 0 {
			line += fmt.Sprintf(", %d rows nearer the truth", y.nearer)
		}
		if y.differs > 0 {
			line += fmt.Sprintf(", %d differ: %s", y.differs, differences[name].why)
		}
		lines = append(lines, line)
		cases, rows = cases+y.cases, rows+y.rows
		if want := known(differences[name]); y.deviations != want {
			t.Errorf("%s: %d rows nearer the truth, %d that differ; known %d and %d", name, y.nearer, y.differs, want.nearer, want.differs)
		}
	}
	slices.Sort(lines)
	t.Logf("%d functions, %d cases, %d rows\n%s", len(table), cases, rows, strings.Join(lines, "\n"))
	patterns := 0
	for name := range table {
		if strings.HasPrefix(name, "CDL") {
			patterns++
		}
		if e, _ := lookup(name); ours[e.Name] {
			t.Errorf("%s: TA-Lib has it too", e.Name)
		}
	}
	for name := range ours {
		if e := entryOf(name); e == nil || len(e.Aliases) > 0 {
			t.Errorf("%s: not in the catalog, or with a name of TA-Lib's", name)
		}
	}
	if n := len(candle.All()); len(table)-patterns != len(catalog)-n-len(ours) || patterns != 0 && patterns != n {
		t.Fatalf("%d functions compared, %d of them patterns; %d in the catalog, %d of them patterns, %d not TA-Lib's", len(table), patterns, len(catalog), n, len(ours))
	}
}

func TestGolden(t *testing.T) {
	table := map[string]*tally{}
	runGolden(t, bytes.NewReader(goldenText(t, "testdata/talib.jsonl.gz")), readBars(t, "testdata/ohlcv.csv"), table)
	runGolden(t, bytes.NewReader(goldenText(t, "testdata/talib_edge.jsonl.gz")), readBars(t, "testdata/ohlcv_edge.csv"), table)
	report(t, table, func(d difference) deviations { return d.committed })
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
		files, err := filepath.Glob(filepath.Join(root, dir, "*.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			runGolden(t, bytes.NewReader(text), b, table)
		}
	}
	report(t, table, func(d difference) deviations { return d.all })
}
