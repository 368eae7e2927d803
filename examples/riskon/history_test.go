package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/riskon/riskon/regime"
)

func historyOf(t *testing.T, d *data, date string) StateHistory {
	t.Helper()
	h, err := d.stateHistory(day(date))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// A naiveWorld is the states and prices by week, read as plainly as can be.
type naiveWorld struct {
	steps    []regime.Step
	dates    []string // of the closes
	btc, eth []float64
	alt      []float64
	chain    []int
}

func newNaiveWorld(t *testing.T) *naiveWorld {
	w := &naiveWorld{}
	steps, readings := wholeHistory(t, loadEmbedded(t))
	for i, r := range readings {
		w.steps = append(w.steps, regime.Step{Time: steps[i], Score: r.Score, State: r.State})
	}
	w.dates, w.btc = column(t, "crypto_weekly.csv", "BTC")
	_, w.eth = column(t, "crypto_weekly.csv", "ETH")
	_, w.alt, w.chain = naiveAlt(t)
	return w
}

// change is that of an asset in the weeks after step i, and the asset.
func (w *naiveWorld) change(asset string, i, weeks int) (float64, string) {
	friday := w.steps[i].Time.AddDate(0, 0, -1).Format(time.DateOnly)
	for k, date := range w.dates {
		if date != friday {
			continue
		}
		now := func(k int) float64 { return w.btc[k] }
		switch {
		case asset == "Alt/BTC" && w.alt[k] != w.alt[k]:
			asset, now = "ETH/BTC", func(k int) float64 { return w.eth[k] / w.btc[k] }
		case asset == "Alt/BTC":
			now = func(k int) float64 { return w.alt[k] }
		}
		if k+weeks >= len(w.dates) || asset == "Alt/BTC" && w.chain[k] != w.chain[k+weeks] {
			return math.NaN(), asset
		}
		return now(k+weeks)/now(k) - 1, asset
	}
	if asset == "Alt/BTC" {
		asset = "ETH/BTC"
	}
	return math.NaN(), asset
}

// The table is what a plain walk over the weeks finds: every spell, and what came
// after its first step.
func TestHistoryEpisodes(t *testing.T) {
	w := newNaiveWorld(t)
	h := historyOf(t, loadEmbedded(t), "2026-08-21")
	if len(h.Steps) != len(w.steps) {
		t.Fatalf("%d steps, want %d", len(h.Steps), len(w.steps))
	}
	row, weeks := 0, map[regime.State]int{}
	for i := 0; i < len(w.steps); {
		first := i
		sum := 0.0
		for ; i < len(w.steps) && w.steps[i].State == w.steps[first].State; i++ {
			if h.Steps[i] != w.steps[i] {
				t.Fatalf("step %+v, want %+v", h.Steps[i], w.steps[i])
			}
			sum += w.steps[i].Score
		}
		state := w.steps[first].State
		weeks[state] += i - first
		if state != regime.RiskOn && state != regime.RiskOff {
			continue
		}
		e := h.Episodes[row]
		row++
		if e.State != state || !e.From.Equal(w.steps[first].Time) || !e.To.Equal(w.steps[i-1].Time) || e.Weeks != i-first || e.Open != (i == len(w.steps)) {
			t.Errorf("%+v, want %v from %s, %d weeks", e, state, w.steps[first].Time, i-first)
		}
		if !near(float64(e.Mean), sum/float64(i-first)) || float64(e.Last) != w.steps[i-1].Score {
			t.Errorf("%s: scores %v and %v", e.From, e.Mean, e.Last)
		}
		for _, f := range []Followed{e.Alt, e.BTC} {
			asset := "Alt/BTC"
			if f.Asset == "BTC" {
				asset = "BTC"
			}
			for weeks, got := range map[int]regime.Number{4: f.Weeks4, 13: f.Weeks13, 26: f.Weeks26} {
				if want, name := w.change(asset, first, weeks); !near(float64(got), want) || f.Asset != name {
					t.Errorf("%s, %s: %v after %d weeks, want %v of %s", e.From, f.Asset, got, weeks, want, name)
				}
			}
		}
	}
	if row != len(h.Episodes) || row != 15 {
		t.Errorf("%d episodes, want %d", len(h.Episodes), row)
	}
	for _, s := range h.States {
		if s.Weeks != weeks[s.State] {
			t.Errorf("%v: %d weeks, want %d", s.State, s.Weeks, weeks[s.State])
		}
	}
}

// near compares numbers that may be missing.
func near(got, want float64) bool {
	return got != got && want != want || math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want))
}

// The counts are those of a plain walk: spells merged, first steps looked up, all
// weeks with a state counted, and the intervals checked by sums of binomial terms.
func TestHistoryCounts(t *testing.T) {
	w := newNaiveWorld(t)
	h := historyOf(t, loadEmbedded(t), "2026-08-21")
	if len(h.Counts) != 12 {
		t.Fatalf("%d rows", len(h.Counts))
	}
	for _, c := range h.Counts {
		var after, any Rose
		last := -1000
		for i, s := range w.steps {
			x, _ := w.change(c.Asset, i, c.Weeks)
			if s.State != regime.Unknown && x == x {
				any.add(x > 0)
			}
			if s.State != c.State {
				continue
			}
			if spell := i == 0 || w.steps[i-1].State != c.State; spell && i-last >= c.Weeks && x == x {
				after.add(x > 0)
			}
			last = i
		}
		if after.N != c.After.N || after.Rose != c.After.Rose || any.N != c.Any.N || any.Rose != c.Any.Rose {
			t.Errorf("%v %s %d: %+v and %+v, want %+v and %+v", c.State, c.Asset, c.Weeks, c.After, c.Any, after, any)
		}
		if !near(float64(c.After.Share), float64(after.Rose)/float64(after.N)) || !near(float64(c.Any.Share), float64(any.Rose)/float64(any.N)) {
			t.Errorf("%v %s %d: shares %v and %v", c.State, c.Asset, c.Weeks, c.After.Share, c.Any.Share)
		}
		c.checkIntervals(t)
	}
}

// checkIntervals holds the limits to what defines them.
func (c Count) checkIntervals(t *testing.T) {
	t.Helper()
	n, k := c.After.N, c.After.Rose
	low, high := c.ClopperPearson[0], c.ClopperPearson[1]
	if k > 0 && math.Abs(tail(n, k, low)-0.025) > 1e-9 || k == 0 && low != 0 {
		t.Errorf("%d of %d: low %v", k, n, low)
	}
	if k < n && math.Abs(1-tail(n, k+1, high)-0.025) > 1e-9 || k == n && high != 1 {
		t.Errorf("%d of %d: high %v", k, n, high)
	}
	for i, p := range c.Wilson { // where the share is 1.96 standard deviations away
		if p == 0 && k == 0 || p == 1 && k == n {
			continue
		}
		z := (float64(k)/float64(n) - p) / math.Sqrt(p*(1-p)/float64(n))
		if math.Abs(math.Abs(z)-1.959963984540054) > 1e-9 || (z > 0) != (i == 0) {
			t.Errorf("%d of %d: Wilson %v, z %v", k, n, p, z)
		}
	}
}

// tail is the probability of k or more of n.
func tail(n, k int, p float64) float64 {
	sum := 0.0
	for i := k; i <= n; i++ {
		term := 1.0
		for j := range i {
			term *= float64(n-j) / float64(i-j) * p
		}
		sum += term * math.Pow(1-p, float64(n-i))
	}
	return sum
}

// A probability is refused below ten episodes, and says why; one that is given
// says how it was made.
func TestHistoryProbabilities(t *testing.T) {
	given := 0
	for _, c := range historyOf(t, loadEmbedded(t), "2026-08-21").Counts {
		switch {
		case c.P.Missing() && !strings.Contains(c.Note, c.State.String()+" episodes") || c.Note == "":
			t.Errorf("%v %s %d: %s", c.State, c.Asset, c.Weeks, c.Note)
		case c.P.Missing() && (!strings.Contains(c.Note, "too few episodes for a probability, which takes 10") || !c.Skill.Missing()):
			t.Errorf("%v %s %d: refused with skill %v: %s", c.State, c.Asset, c.Weeks, c.Skill, c.Note)
		case c.P.Missing():
		case c.After.N < 10 || !(c.P > 0 && c.P < 1) || !strings.Contains(c.Note, "skill"):
			t.Errorf("%v %s %d: %v on %d episodes: %s", c.State, c.Asset, c.Weeks, c.P, c.After.N, c.Note)
		default:
			given++
		}
	}
	if given != 1 {
		t.Errorf("%d probabilities given", given)
	}
}

// The first lines, which the README shows.
const historyHead = `riskon/1: 816 weekly states from 2011-01-08 to 2026-08-22, and what had followed by then

  state     spells  weeks  score   Alt/BTC up in 13 weeks (95%)   BTC up in 13 weeks (95%)
  RiskOn         5    137   61.1   4 of 4 (40% to 100%)           4 of 5 (28% to 99%)
  RiskOff       10    275   36.3   4 of 7 (18% to 90%)            5 of 9 (21% to 86%)
  Neutral       16    287   51.6
  Unknown        1    117   50.8
  any week                         224 of 510 (44%)               390 of 686 (57%)

Episodes, and the change 4, 13 and 26 weeks after the first step, which nobody knew at it
-----------------------------------------------------------------------------------------
                                      score          Alt/BTC after weeks         BTC after weeks
  state   from       to         weeks  mean  last        4      13      26        4      13      26
  RiskOn  2013-07-27 2014-06-14    47  59.0  47.2        -       -       -     +23%    +94%   +730%
  RiskOff 2014-10-04 2015-04-04    27  41.7  52.2        -       -       -      -6%    -12%    -29%
  RiskOff 2015-09-05 2016-07-30    48  37.2  50.1        -       -       -      +3%    +58%    +78%
  RiskOn  2017-02-04 2017-08-12    28  58.0  48.6     +45%   +454%   +614%*    +24%    +51%   +181%
`

func TestHistoryHead(t *testing.T) {
	if got := printed(t, "-history"); !strings.HasPrefix(got, historyHead) {
		t.Errorf("got\n%s\nwant\n%s", got[:min(len(got), len(historyHead))], historyHead)
	}
}

// The README shows the summary and the last words as the program prints them.
func TestReadmeHistory(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	summary, _, _ := strings.Cut(printed(t, "-history"), "\n\nEpisodes")
	if n := strings.Count(summary, "\n") + 1; n > 12 || !strings.Contains(string(readme), "```\n"+summary+"\n```\n") {
		t.Errorf("the README does not show these %d lines:\n%s", n, summary)
	}
	says := historyOf(t, loadEmbedded(t), "2026-08-21").Says
	if !strings.Contains(strings.Join(strings.Fields(string(readme)), " "), says) {
		t.Errorf("the README does not say: %s", says)
	}
	if !strings.HasSuffix(strings.Join(strings.Fields(printed(t, "-history")), " "), says) {
		t.Error("the program does not end with it")
	}
}

// With all rows dated after a day deleted, the history as of that day is the same
// to the last bit, and so are the states of a later history up to it.
func TestHistoryIsCausal(t *testing.T) {
	whole := loadEmbedded(t)
	last := historyOf(t, whole, "2026-08-21")
	for _, date := range []string{"2013-01-17", "2018-07-13", "2021-03-01", "2026-03-06", "2026-08-20"} {
		cut := loadEmbedded(t)
		cut.records, cut.places, cut.closes = nil, nil, nil
		for i, r := range whole.records {
			if !rowDate(r).After(day(date)) {
				cut.records, cut.places = append(cut.records, r), append(cut.places, whole.places[i])
			}
		}
		for _, c := range whole.closes {
			if !c.Ref.After(day(date)) {
				cut.closes = append(cut.closes, c)
			}
		}
		a, b := historyOf(t, whole, date), historyOf(t, cut, date)
		if !bytes.Equal(asJSON(t, a), asJSON(t, b)) {
			t.Errorf("%s: another history without the rows after it", date)
		}
		for i, s := range a.Steps {
			if s != last.Steps[i] {
				t.Fatalf("%s: step %+v, later %+v", date, s, last.Steps[i])
			}
		}
		for i, e := range a.Episodes {
			later := last.Episodes[i]
			if e.From != later.From || e.State != later.State || !e.Open && e.Weeks != later.Weeks {
				t.Errorf("%s: %+v, later %+v", date, e, later)
			}
			if !e.BTC.Weeks4.Missing() && e.BTC.Weeks4 != later.BTC.Weeks4 {
				t.Errorf("%s: what followed %s moved", date, e.From)
			}
		}
	}
}

func asJSON(t *testing.T, h StateHistory) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := h.writeJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The object holds what the text shows, and reads back.
func TestHistoryJSON(t *testing.T) {
	want := historyOf(t, loadEmbedded(t), "2024-12-31")
	var got StateHistory
	if err := json.Unmarshal([]byte(printed(t, "-history", "-json", "-asof", "2024-12-31")), &got); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(asJSON(t, got), asJSON(t, want)) {
		t.Error("the object does not read back as the history")
	}
	if len(got.Steps) != 730 || len(got.Episodes) != 13 || !got.Episodes[12].Open || !got.Episodes[12].BTC.Weeks13.Missing() {
		t.Errorf("%d steps, %d episodes", len(got.Steps), len(got.Episodes))
	}
}

func TestHistoryArguments(t *testing.T) {
	if printed(t, "-history") != printed(t, "-history", "-data", "data", "-asof", "2026-08-21") {
		t.Error("another history from -data data as of the last date")
	}
	if printed(t, "-history=false") != printed(t) || printed(t) == printed(t, "-history") {
		t.Error("the report is not the report without -history")
	}
	if !strings.Contains(printed(t, "-h"), "  -history ") {
		t.Error("-h says nothing of -history")
	}
	refused(t, []string{"-history=perhaps"}, "riskon: invalid boolean value")
	refused(t, []string{"-history", "-asof", "2011-01-06"}, "riskon: -asof: 2011-01-06 is before")
	refused(t, []string{"-history", "all"}, `riskon: unexpected argument "all"; see -h`)
	refused(t, []string{"-history", "-data", t.TempDir()}, "riskon: ")
	var stderr bytes.Buffer
	if code := run([]string{"-history"}, closed{}, &stderr); code != 1 || stderr.String() != "riskon: closed\n" {
		t.Errorf("exit status %d, %q", code, stderr.String())
	}
}

// Histories of very different days: nothing known, one spell that is open, long after the data.
func TestHistoryFitsTheTerminal(t *testing.T) {
	for _, date := range []string{"2011-01-07", "2013-10-01", "2017-05-01", "2020-12-31", "2026-08-21", "2036-08-21"} {
		for _, line := range strings.Split(printed(t, "-history", "-asof", date), "\n") {
			if n := utf8.RuneCountInString(line); n > pageWidth {
				t.Errorf("%s: %d columns: %s", date, n, line)
			}
			if strings.Contains(line, "NaN") || strings.Contains(line, "%!") || strings.Contains(line, "0001-01-01") {
				t.Errorf("%s: %s", date, line)
			}
		}
	}
}

// A change needs the close of the week it starts in, that of the week it ends
// in, and every week between.
func TestOver(t *testing.T) {
	friday := day("2024-01-05")
	tr := track{}
	for i, x := range []float64{100, 110, 121, 150, 165} {
		if i != 3 {
			tr.add(friday.AddDate(0, 0, 7*i), x)
		}
	}
	for _, c := range []struct {
		from, weeks int
		want        float64
	}{{0, 1, 0.1}, {0, 2, 0.21}, {1, 1, 0.1}, {2, 1, math.NaN()}, {2, 2, math.NaN()}, {3, 1, math.NaN()}, {4, 1, math.NaN()}, {-1, 1, math.NaN()}, {0, 4, math.NaN()}} {
		for weekday := range 7 { // any day of the week that begins with the Friday
			if got := tr.over(friday.AddDate(0, 0, 7*c.from+weekday), c.weeks); !near(float64(got), c.want) {
				t.Errorf("%d weeks from week %d, day %d: %v, want %v", c.weeks, c.from, weekday, got, c.want)
			}
		}
	}
	if n := len(tr.until(friday.AddDate(0, 0, 15)).dates); n != 3 {
		t.Errorf("%d closes known 15 days after the first Friday's", n)
	}
	if n := len(tr.until(friday.AddDate(0, 0, 14)).dates); n != 2 {
		t.Errorf("%d closes known on the third Friday, whose close is not", n)
	}
}

// What the last words say where the figures are others.
func TestHistorySays(t *testing.T) {
	none := regime.Number(math.NaN())
	h := StateHistory{Steps: make([]regime.Step, 522)}
	for _, s := range states {
		h.States = append(h.States, StateSummary{State: s, Spells: 12})
	}
	h.Counts = []Count{{
		State: regime.RiskOn, Asset: assetAlt, Weeks: 13, After: Rose{20, 20, 1}, ClopperPearson: [2]float64{0.83, 1}, Wilson: [2]float64{0.84, 1},
		Any: Rose{500, 250, 0.5}, P: 0.7, Skill95: [2]regime.Number{0.1, 0.2},
	}}
	for _, want := range []string{"In 10.0 years", "any true share from 83% to 100%", "50% alone would give as many in 0% of such samples",
		"Of 1 exact intervals 1 leave out the share of all weeks (1 of Wilson's, which are shorter): with so many looks", "0 of 1 probabilities are refused, and 1 of the rest show skill.", "set in 2026"} {
		if !strings.Contains(h.says(), want) {
			t.Errorf("%q lacks %q", h.says(), want)
		}
	}
	for _, any := range []Rose{{1, 1, 1}, {1, 0, 0}} { // of all weeks all rose, or none
		h.Counts[0].Any = any
		if strings.Contains(h.says(), "NaN") {
			t.Error(h.says())
		}
	}
	h.Counts[0] = Count{State: regime.RiskOn, Asset: assetAlt, Weeks: 13, P: none, Skill95: [2]regime.Number{none, none}}
	if got := h.says(); !strings.Contains(got, "Nothing is known yet of Alt/BTC 13 weeks after a start of RiskOn. 1 of 1 probabilities are refused.") {
		t.Error(got)
	}
}
