package indicator

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
)

// The regression tables of TA-Lib and the worked examples of StockCharts are
// compared, never committed: they are read from $RISKON_REFERENCE/fixtures.
func fixtures(t *testing.T, parts ...string) string {
	root := os.Getenv("RISKON_REFERENCE")
	if root == "" {
		t.Skip("RISKON_REFERENCE is not set: other projects' tables are not compared")
	}
	return filepath.Join(append([]string{root, "fixtures"}, parts...)...)
}

// A fixture is a row of a table, by column.
type fixture map[string]string

func (f fixture) num(column string) int { n, _ := strconv.Atoi(f[column]); return n }
func (f fixture) ma(column string) string {
	return strings.TrimPrefix(f[column], "TA_MAType_")
}

// fixtureSpec says for each table which indicator a row is of, and which of its
// outputs the row's values are in.
var fixtureSpec = map[string]func(f fixture) (spec string, outputs []int){
	"1in_1out": func(f fixture) (string, []int) { return f.test(), []int{0} },
	"1in_2out": func(f fixture) (string, []int) { return f.test(), []int{0, 1} },
	"adx": func(f fixture) (string, []int) {
		return fmt.Sprintf("%s(%s)", strings.TrimPrefix(f["id"], "TST_"), f["optInTimePeriod"]), []int{0}
	},
	"avgdev": func(f fixture) (string, []int) { return "AVGDEV(" + f["optInTimePeriod"] + ")", []int{0} },
	"bbands": func(f fixture) (string, []int) {
		return fmt.Sprintf("BBANDS(%s,%s,%s,%s)", f["optInTimePeriod"], f["optInNbDevUp"], f["optInNbDevDn"], f.ma("optInMethod_3")), []int{0, 1, 2}
	},
	"imi": func(f fixture) (string, []int) { return "IMI(" + f["optInTimePeriod"] + ")", []int{0} },
	"ma": func(f fixture) (string, []int) {
		switch f["id"] {
		case "TA_MAMA_TEST":
			return "MAMA(0.5,0.05)", []int{0}
		case "TA_FAMA_TEST":
			return "MAMA(0.5,0.05)", []int{1}
		}
		return fmt.Sprintf("MA(%s,%s)", f["optInTimePeriod"], f.ma("optInMAType_1")), []int{0}
	},
	"macd": func(f fixture) (string, []int) {
		fast, slow, signal := f["optInFastPeriod"], f["optInSlowPeriod"], f["optInSignalPeriod_2"]
		switch f["testId"] {
		case "TA_MACDFIX_TEST":
			return "MACDFIX(" + signal + ")", []int{0, 1, 2}
		case "TA_MACDEXT_TEST":
			return fmt.Sprintf("MACDEXT(%s,EMA,%s,EMA,%s,EMA)", fast, slow, signal), []int{0, 1, 2}
		}
		return fmt.Sprintf("MACD(%s,%s,%s)", fast, slow, signal), []int{0, 1, 2}
	},
	"minmax":  func(f fixture) (string, []int) { return f.test() + "(" + f["optInTimePeriod"] + ")", []int{0} },
	"mom":     func(f fixture) (string, []int) { return f.test() + "(" + f["optInTimePeriod"] + ")", []int{0} },
	"per_ema": func(f fixture) (string, []int) { return f.test() + "(" + f["optInTimePeriod"] + ")", []int{0} },
	"per_hl": func(f fixture) (string, []int) {
		switch name := f.test(); name {
		case "AROON_UP":
			return "AROON(" + f["optInTimePeriod"] + ")", []int{1}
		case "AROON_DOWN":
			return "AROON(" + f["optInTimePeriod"] + ")", []int{0}
		default:
			return name + "(" + f["optInTimePeriod"] + ")", []int{0}
		}
	},
	"per_hlc": func(f fixture) (string, []int) {
		if f.test() == "ULTOSC" {
			return fmt.Sprintf("ULTOSC(%s,%s,%s)", f["optInTimePeriod1"], f["optInTimePeriod2"], f["optInTimePeriod3"]), []int{0}
		}
		return f.test() + "(" + f["optInTimePeriod1"] + ")", []int{0}
	},
	"per_hlcv": func(f fixture) (string, []int) {
		switch name := f.test(); name {
		case "AD":
			return "AD", []int{0}
		case "ADOSC_3_10":
			return "ADOSC(3,10)", []int{0}
		case "ADOSC_5_2":
			return "ADOSC(5,2)", []int{0}
		default:
			return name + "(" + f["optInTimePeriod"] + ")", []int{0}
		}
	},
	"per_ohlc": func(f fixture) (string, []int) { return f.test(), []int{0} },
	"po": func(f fixture) (string, []int) {
		name := "APO"
		if f["doPercentage"] == "1" {
			name = "PPO"
		}
		return fmt.Sprintf("%s(%s,%s,%s)", name, f["optInFastPeriod"], f["optInSlowPeriod"], f.ma("optInMethod_2")), []int{0}
	},
	"rsi": func(f fixture) (string, []int) { return f.test() + "(" + f["optInTimePeriod"] + ")", []int{0} },
	"sar": func(f fixture) (string, []int) {
		return fmt.Sprintf("SAR(%s,%s)", f["optInAcceleration"], f["optInMaximum"]), []int{0}
	},
	"stddev": func(f fixture) (string, []int) {
		return fmt.Sprintf("STDDEV(%s,%s)", f["optInTimePeriod"], f["optInNbDeviation_1"]), []int{0}
	},
	"stoch": func(f fixture) (string, []int) {
		if f["testId"] == "TEST_STOCHRSI" {
			return fmt.Sprintf("STOCHRSI(%s,%s,%s,%s)", f["optInPeriod_0"], f["optInPeriod_1"], f["optInPeriod_2"], f.ma("optInMAType_2")), []int{0, 1}
		}
		return fmt.Sprintf("STOCH(%s,%s,%s,%s,%s)", f["optInPeriod_0"], f["optInPeriod_1"], f.ma("optInMAType_1"), f["optInPeriod_2"], f.ma("optInMAType_2")), []int{0, 1}
	},
	"trange": func(f fixture) (string, []int) {
		if f["doAverage"] == "1" {
			return "ATR(" + f["optInTimePeriod"] + ")", []int{0}
		}
		return "TRANGE", []int{0}
	},
}

// fixtureFaults are the numbers that TA-Lib itself does not give to the last digit:
// its test allows a hundredth. The golden outputs of the C library decide.
var fixtureFaults = map[string]string{
	"PLUS_DI(1) 0.478":             "a ratio, not percent: the special case of period 1, see PlusDI",
	"PLUS_DM(14) 10.317":           "10.324",
	"MINUS_DM(14) 9.672":           "9.6775",
	"MA(30,WMA) 109.3413":          "exchanged with the next row",
	"MA(30,WMA) 109.3466":          "exchanged with the row before",
	"TRIX(5) 0.221":                "a second copy of the first row, in MetaStock mode",
	"TRIX(5) -0.009":               "a second copy of the second row, in MetaStock mode",
	"MAXINDEX(14) 91.125":          "the row of MININDEX",
	"HT_PHASOR 5.2143":             "5.21454",
	"BETA(5) 0.62907":              "0.629707",
	"PPO(2,3,SMA) -0.02813":        "-0.028141",
	"STDDEV(5,1.5) 1.075":          "1.0715, which is 1.5 times the table's own STDDEV(5,1)",
	"STOCH(5,3,SMA,3,SMA) 24.0128": "24.01218",
}

// test returns the function of a row, which its table calls TA_..._TEST.
func (f fixture) test() string {
	return strings.TrimSuffix(strings.TrimPrefix(f["theFunction"], "TA_"), "_TEST")
}

// Wilder's example of the parabolic, New Concepts in Technical Trading Systems, 1978.
var (
	wilderHigh = []float64{51.12, 52.35, 52.1, 51.8, 52.1, 52.5, 52.8, 52.5, 53.5, 53.5, 53.8, 54.2, 53.4, 53.5, 54.4, 55.2, 55.7, 57, 57.5,
		58, 57.7, 58, 57.5, 57, 56.7, 57.5, 56.7, 56, 56.2, 54.8, 55.5, 54.7, 54, 52.5, 51, 51.5, 51.7, 53}
	wilderLow = []float64{50, 51.5, 51, 50.5, 51.25, 51.7, 51.85, 51.5, 52.3, 52.5, 53, 53.5, 52.5, 52.1, 53, 54, 55, 56, 56.5,
		57, 56.5, 57.3, 56.7, 56.3, 56.2, 56, 55.5, 55, 54.9, 54, 54.5, 53.8, 53, 51.5, 50, 50.5, 50.2, 51.5}
)

func wilderBars(t *testing.T) series.Bars {
	var bars []series.Bar
	for i, h := range wilderHigh {
		bars = append(bars, bar(i, wilderLow[i], h, wilderLow[i], h, 0))
	}
	return mustBars(t, bars)
}

// TestFixturesTALib compares the rows of TA-Lib's own regression tables but those
// that ask for its MetaStock mode, start a recurrence in the middle of the data, or
// check how it refuses a call.
func TestFixturesTALib(t *testing.T) {
	daily := readFixtureBars(t, fixtures(t, "talib", "ref_daily_252.csv"))
	wilder := wilderBars(t)
	files, err := filepath.Glob(fixtures(t, "talib", "expected_*.csv"))
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	total, left := 0, map[string]int{}
	for _, name := range files {
		table := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "expected_"), ".csv")
		for _, f := range readFixture(t, name) {
			bars := daily
			if table == "sar" {
				bars = wilder
			}
			switch why := compareFixture(t, table, f, bars); why {
			case "":
				total++
			default:
				left[why]++
			}
		}
	}
	t.Logf("%d rows agree to their last digit; left out: %v", total, left)
	if total < 400 {
		t.Errorf("only %d rows were compared", total)
	}
}

// compareFixture compares one row, or says why it is left out.
func compareFixture(t *testing.T, table string, f fixture, bars series.Bars) (left string) {
	t.Helper()
	switch {
	case strings.HasSuffix(f["compatibility"], "METASTOCK"):
		return "MetaStock mode"
	case f["expectedRetCode"] != "TA_SUCCESS" || f["expectedNbElement"] == "0":
		return "a refusal"
	}
	spec, outputs := fixtureSpec[table](f)
	l, err := Open(spec)
	if err != nil {
		t.Errorf("%s: %v", table, err)
		return "an error"
	}
	var more []series.Series
	if table == "per_hl" && l.Spec().entry.kind == takesPair {
		more = []series.Series{bars.High(), bars.Low()}
	}
	switch {
	case table == "minmax":
		more = []series.Series{bars.Open()}
	case strings.Contains(spec, "MAMA"), strings.HasPrefix(spec, "HT_"):
		more = []series.Series{MedPrice(bars)}
	}
	frame, err := Eval(spec, bars, more...)
	if err != nil {
		t.Fatal(err)
	}
	begin := f.num("expectedBegIdx")
	if start := f.num("startIdx"); start >= l.Warmup() && l.Settle(1e-9) != l.Warmup() {
		return "a start in the middle"
	}
	for j, column := range outputs {
		suffix := strconv.Itoa(j)
		if f["oneOfTheExpectedOutReal"] != "" {
			suffix = ""
		}
		text := f["oneOfTheExpectedOutReal"+suffix]
		want, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return "no number"
		}
		_, decimals, _ := strings.Cut(text, ".")
		if len(decimals) > 12 {
			_, decimals, _ = strings.Cut(strconv.FormatFloat(want, 'g', 10, 64), ".") // the dust of a binary sum
		}
		unit := math.Pow(10, -float64(len(decimals))) // of the last digit
		at := begin + f.num("oneOfTheExpectedOutRealIndex"+suffix)
		got := frame.Column(column).Value(at)
		if strings.HasSuffix(spec[:strings.IndexByte(spec+"(", '(')], "INDEX") {
			got = more[0].Value(int(got)) // the table has the value there
		}
		if fixtureFaults[fmt.Sprint(spec, " ", text)] != "" {
			return "a fault of the table"
		}
		if !(math.Abs(got-want) <= 1.01*unit) {
			t.Errorf("%s: %s output %d at %d is %v, the table has %s", table, spec, column, at, got, text)
		}
	}
	return ""
}

func readFixture(t *testing.T, name string) []fixture {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []fixture
	for _, rec := range records[1:] {
		if len(rec) < len(records[0])-1 {
			continue // a line of another table
		}
		f := fixture{}
		for j, cell := range rec {
			if j < len(records[0]) {
				f[records[0][j]] = strings.TrimSpace(cell)
			}
		}
		rows = append(rows, f)
	}
	return rows
}

func readFixtureBars(t *testing.T, name string) series.Bars {
	t.Helper()
	var bars []series.Bar
	for i, f := range readFixture(t, name) {
		var x [5]float64
		for j, c := range []string{"open", "high", "low", "close", "volume"} {
			var err error
			if x[j], err = strconv.ParseFloat(f[c], 64); err != nil {
				t.Fatal(err)
			}
		}
		bars = append(bars, bar(i, x[0], x[1], x[2], x[3], x[4]))
	}
	return mustBars(t, bars)
}

// The worked examples of StockCharts' ChartSchool for the EMA and the RSI.
func TestFixturesStockCharts(t *testing.T) {
	text, err := os.ReadFile(fixtures(t, "stockcharts", "worked_examples.json"))
	if err != nil {
		t.Fatal(err)
	}
	type example struct {
		Period     int
		Closes     []float64
		FirstIndex int `json:"first_index"`
		Expected   []float64
		Tolerance  float64
	}
	var all struct{ EMA10, RSI14 example }
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		example
		s *Stream
	}{{all.EMA10, NewEMA(10)}, {all.RSI14, NewRSI(14)}} {
		got := c.s.Append(nil, c.Closes)
		for i, want := range c.Expected {
			if y := got[c.FirstIndex+i]; !(math.Abs(y-want) <= c.Tolerance) {
				t.Errorf("%s at %d: %v, the example has %v", c.s, c.FirstIndex+i, y, want)
			}
		}
		if len(c.Expected) < 15 || c.FirstIndex+1 != c.s.Warmup() {
			t.Errorf("%s: %d values from %d", c.s, len(c.Expected), c.FirstIndex)
		}
	}
}
